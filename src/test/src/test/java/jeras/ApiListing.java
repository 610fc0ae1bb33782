package jeras;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users of a module can see: its public types with their public and protected members, one a line, sorted. */
final class ApiListing {
    private ApiListing() {}

    /** The listing of the module that a class belongs to. */
    static String of(Class<?> member) {
        try {
            Path place = Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
            StringBuilder text = new StringBuilder();
            for (String name : classNames(place)) {
                Class<?> type = Class.forName(name, false, member.getClassLoader());
                if (isPublic(type)) {
                    describe(type, text);
                }
            }
            return text.toString();
        } catch (IOException | ReflectiveOperationException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> classNames(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return classNames(place, place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return classNames(jar.getPath("/"), jar.getPath("/"));
        }
    }

    private static Set<String> classNames(Path root, Path start) {
        try (Stream<Path> files = Files.walk(start)) {
            return files.map(f -> root.relativize(f).toString())
                    .filter(f -> f.endsWith(".class") && !f.contains("-info"))
                    .map(f -> f.substring(0, f.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        boolean here = !type.isAnonymousClass() && !type.isLocalClass() && isVisible(type.getModifiers());
        return here && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static void describe(Class<?> type, StringBuilder text) {
        text.append(head(type)).append('\n');
        Set<String> members = new TreeSet<>();
        if (type.isRecord()) {
            for (RecordComponent c : type.getRecordComponents()) {
                members.add("component " + c.getName() + ": " + name(c.getGenericType()));
            }
        }
        for (Constructor<?> c : type.getDeclaredConstructors()) {
            if (isSeen(type, c)) {
                members.add(access(c.getModifiers()) + "new(" + parameters(c) + ")");
            }
        }
        // What a hidden parent declares is as visible as the type itself.
        for (Class<?> c = type;
                c != null && (c == type || !Modifier.isPublic(c.getModifiers()));
                c = c.getSuperclass()) {
            for (Method m : c.getDeclaredMethods()) {
                if (isSeen(type, m)) {
                    members.add(access(m.getModifiers()) + m.getName() + "(" + parameters(m) + "): "
                            + name(m.getGenericReturnType()));
                }
            }
        }
        for (Field f : type.getDeclaredFields()) {
            if (isVisible(f.getModifiers()) && !f.isSynthetic()) {
                members.add(access(f.getModifiers()) + "field " + f.getName() + ": " + name(f.getGenericType()));
            }
        }
        members.forEach(m -> text.append("    ").append(m).append('\n'));
    }

    /** Protected members count only where a user can extend the type. */
    private static boolean isSeen(Class<?> type, Executable member) {
        int m = member.getModifiers();
        boolean open = !Modifier.isFinal(type.getModifiers()) && Modifier.isProtected(m);
        return !member.isSynthetic() && (Modifier.isPublic(m) || open);
    }

    private static String head(Class<?> type) {
        String kind = type.isRecord()
                ? "record"
                : type.isEnum()
                        ? "enum"
                        : type.isAnnotation() ? "annotation" : type.isInterface() ? "interface" : "class";
        List<String> parents = new ArrayList<>();
        if (type.getGenericSuperclass() != null
                && !Set.of(Object.class, Record.class).contains(type.getSuperclass())) {
            parents.add(name(type.getGenericSuperclass()));
        }
        Arrays.stream(type.getGenericInterfaces()).map(ApiListing::name).forEach(parents::add);
        boolean isAbstract = kind.equals("class") && Modifier.isAbstract(type.getModifiers());
        return (isAbstract ? "abstract " : "") + kind + " " + type.getName().replace('$', '.')
                + (parents.isEmpty() ? "" : " is " + String.join(", ", parents));
    }

    private static String access(int modifiers) {
        return (Modifier.isProtected(modifiers) ? "protected " : "")
                + (Modifier.isStatic(modifiers) ? "static " : "")
                + (Modifier.isAbstract(modifiers) ? "abstract " : "");
    }

    private static String parameters(Executable member) {
        String types = Arrays.stream(member.getGenericParameterTypes())
                .map(ApiListing::name)
                .collect(Collectors.joining(", "));
        return member.isVarArgs() ? types.substring(0, types.length() - "[]".length()) + "..." : types;
    }

    /** A type without its packages. */
    private static String name(Type type) {
        return type.getTypeName()
                .replaceAll("\\b(?:[a-z_][A-Za-z0-9_]*\\.)+(?=[A-Z])", "")
                .replace('$', '.');
    }
}
