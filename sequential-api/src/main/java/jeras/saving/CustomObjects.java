package jeras.saving;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Classes and functions of the user's own, by the names that files have for them. */
public final class CustomObjects {
    /** Those that {@code Keras.register} has been told. */
    public static final CustomObjects REGISTERED = new CustomObjects();

    /** Where Python's decorator puts what is registered without a package. */
    private static final String PACKAGE = "Custom>";

    private final Map<String, Entry<?>> entries = new LinkedHashMap<>();
    private boolean hasAskedLibraries;

    CustomObjects() {}

    /**
     * One of them.
     *
     * @param name with its package, {@code my_package>Scale}
     * @param arguments what a file holds of it, by Keras's names of the arguments
     */
    record Entry<T>(
            String name,
            Class<T> type,
            Function<SavedConfig, ? extends T> maker,
            Function<? super T, Map<String, Object>> arguments) {
        /** {@code Scale} of {@code my_package>Scale}. */
        String className() {
            return name.substring(name.indexOf('>') + 1);
        }

        Map<String, Object> argumentsOf(Object thing) {
            return arguments.apply(type.cast(thing));
        }
    }

    /** Adds one, in the place of one with the same name. */
    public synchronized <T> void add(
            String name,
            Class<T> type,
            Function<SavedConfig, ? extends T> maker,
            Function<? super T, Map<String, Object>> arguments) {
        if (name.isBlank()
                || name.startsWith(">")
                || name.endsWith(">")
                || name.indexOf('>') != name.lastIndexOf('>')) {
            throw new InvalidArgumentException(JerasException.message(
                    "The class cannot be registered.",
                    "a name as Keras has it, \"my_package>Scale\" or \"Scale\"",
                    "\"" + name + "\"",
                    "give the package and the class's name in Python"));
        }
        askLibraries();
        entries.put(name, new Entry<>(name, type, maker, arguments));
    }

    /**
     * Once, before anything else is registered, so that the user's own come in the place of a library's. The class loader is the
     * one of Jeras: that of the thread is another one in the pools of services.
     */
    private void askLibraries() {
        if (this == REGISTERED && !hasAskedLibraries) {
            hasAskedLibraries = true;
            ServiceLoader.load(Registration.class, Registration.class.getClassLoader())
                    .forEach(Registration::register);
        }
    }

    /** Takes one away; does nothing for a name that is not known. */
    public synchronized void remove(String name) {
        entries.remove(name);
    }

    /** The names, with packages. */
    public synchronized List<String> names() {
        askLibraries();
        return List.copyOf(entries.keySet());
    }

    /** The entry for what a file calls by these names; an empty one is not known. */
    synchronized Optional<Entry<?>> find(String registeredName, String className) {
        askLibraries();
        String bare = className.substring(className.indexOf('>') + 1);
        return Stream.of(registeredName, className, PACKAGE + bare, bare)
                .map(entries::get)
                .filter(e -> e != null)
                .<Entry<?>>map(e -> e)
                .findFirst()
                // A name with a package also means the class that is called so without one.
                .or(() -> registeredName.contains(">")
                        ? Optional.empty()
                        : entries.values().stream()
                                .filter(e -> e.className().equals(bare))
                                .findFirst());
    }

    /** The entry by which a thing can be written; the most special one where several fit. */
    synchronized Optional<Entry<?>> of(Object thing) {
        askLibraries();
        return all().stream().filter(e -> e.type == thing.getClass()).findFirst();
    }

    private Collection<Entry<?>> all() {
        return entries.values().stream()
                .sorted(Comparator.comparing((Entry<?> e) -> e.name))
                .toList();
    }

    /** The name under which what has none of its own package is registered in Python. */
    static String registeredName(Entry<?> entry) {
        return entry.name.contains(">") ? entry.name : PACKAGE + entry.name;
    }
}
