package jeras;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What of the project's classes another package can see, and which of Keras's names it stands for. */
final class PublicApi {
    private PublicApi() {}

    /** The public class {@code jeras.<name>}. */
    static Optional<Class<?>> type(String name) {
        try {
            Class<?> type = Class.forName("jeras." + name, false, PublicApi.class.getClassLoader());
            return Modifier.isPublic(type.getModifiers()) ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            // On file systems that ignore case a class file is found under another class's name.
            return Optional.empty();
        }
    }

    /** The methods and constructors, {@code new}, of this name that a caller or a subclass sees, wherever they are declared. */
    static List<Executable> members(Class<?> type, String name) {
        Stream<? extends Executable> all = name.equals("new")
                ? Arrays.stream(type.getDeclaredConstructors())
                : Stream.concat(
                        Arrays.stream(type.getMethods()),
                        Stream.<Class<?>>iterate(type, t -> t != null, Class::getSuperclass)
                                .flatMap(t -> Arrays.stream(t.getDeclaredMethods())));
        return all.filter(m -> Modifier.isPublic(m.getModifiers()) || Modifier.isProtected(m.getModifiers()))
                .filter(m -> name.equals("new") || m.getName().equals(name))
                .<Executable>map(m -> m)
                .distinct()
                .toList();
    }

    /** The public methods that Keras would call {@code name}. */
    static List<Method> spelledAs(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(m -> plain(m.getName()).equals(plain(name)))
                .toList();
    }

    /** True when {@code reference}, {@code package.Class} or {@code package.Class#member}, is there. */
    static boolean exists(String reference) {
        String[] parts = reference.split("#", 2);
        return type(parts[0])
                .filter(t -> parts.length == 1 || !members(t, parts[1]).isEmpty())
                .isPresent();
    }

    /** Those of Keras's arguments that some of the methods take, themselves or in the lambda over options. */
    static Set<String> arguments(List<? extends Executable> methods, List<String> kerasArguments) {
        Set<String> taken = new LinkedHashSet<>();
        for (Executable method : methods) {
            List<Parameter> own = Arrays.stream(method.getParameters())
                    .filter(p -> p.getType() != Consumer.class)
                    .toList();
            for (int i = 0; i < own.size(); i++) {
                argument(own, i, kerasArguments).ifPresent(taken::add);
            }
            Arrays.stream(method.getGenericParameterTypes())
                    .filter(ParameterizedType.class::isInstance)
                    .map(ParameterizedType.class::cast)
                    .filter(t -> t.getRawType() == Consumer.class)
                    .forEach(t -> taken.addAll(options(t.getActualTypeArguments()[0], kerasArguments)));
        }
        return taken;
    }

    /** By its name, else, when Keras gives the name to no other parameter, by its place. */
    private static Optional<String> argument(List<Parameter> parameters, int at, List<String> kerasArguments) {
        String name = plain(parameters.get(at).getName());
        Optional<String> named =
                kerasArguments.stream().filter(a -> plain(a).equals(name)).findFirst();
        if (named.isPresent() || at >= kerasArguments.size()) {
            return named;
        }
        String placed = kerasArguments.get(at);
        boolean elsewhere = parameters.stream().anyMatch(p -> plain(p.getName()).equals(plain(placed)));
        return elsewhere ? Optional.empty() : Optional.of(placed);
    }

    private static Set<String> options(Type type, List<String> kerasArguments) {
        return type instanceof Class<?> options ? options(options, kerasArguments) : Set.of();
    }

    /** Those of Keras's arguments that the class has an option method for. */
    static Set<String> options(Class<?> type, List<String> kerasArguments) {
        Set<String> taken = new LinkedHashSet<>();
        for (String argument : kerasArguments) {
            if (spelledAs(type, argument).stream()
                    .anyMatch(m -> m.getParameterCount() > 0 && !Modifier.isStatic(m.getModifiers()))) {
                taken.add(argument);
            }
        }
        return taken;
    }

    /** Underscores and capitals within a word do not matter: {@code logsumexp} is {@code logSumExp}. */
    static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
