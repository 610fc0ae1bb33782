package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.activations.Activations;
import jeras.layers.CallOptions;
import jeras.layers.Layer;
import jeras.layers.Layers;
import jeras.losses.Losses;
import jeras.metrics.Metrics;
import jeras.ops.Ops;
import jeras.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How much of Keras's API is public here: counts by tier in {@code target/coverage.txt}, and in {@code target/supported.txt} each
 * name with the arguments that Java takes for it.
 *
 * <p>Classes count when they have Keras's name, functions and methods when they have it in camelCase, losses, metrics and
 * activations, which are functions there, by their ids. What is spelled otherwise is in {@code keras-names.tsv}: each row is
 * looked up, and one whose Java side is gone fails.
 */
class CoverageTest {
    /** What layers of Keras take besides their own arguments. */
    private static final List<String> OF_ALL_LAYERS =
            List.of("name", "trainable", "activity_regularizer", "input_shape", "input_dim");

    /** Packages where classes with methods of Keras's names live. */
    private static final List<String> PACKAGES =
            List.of("", "layers.", "optimizers.", "losses.", "metrics.", "callbacks.", "data.");

    /** Arguments that make sense for most layers. */
    private static final Map<Class<?>, Object> NUMBERS = Map.of(int.class, 2, long.class, 2L, double.class, 0.5);

    /** What tutorials still call things that have newer names. */
    private static final Set<String> OLD = Set.of("Metric.reset_states");

    /** Whatever arguments there are. */
    private static final String ANY = "*";

    private static final Set<String> RANDOM = Set.of("uniform", "normal", "gamma", "beta", "binomial");

    private KerasNames names;

    @BeforeEach
    void readTheTable() throws IOException {
        names = KerasNames.read();
    }

    @Test
    void whatTheTableSaysIsThere() {
        assertThat(names.rows().stream().flatMap(row -> row.missing().stream())).isEmpty();
    }

    @Test
    void everyNameThatCountsIsPublic() throws IOException {
        Path reference = reference();
        List<KerasName> symbols =
                KerasName.read(reference.resolve("keras_api.tsv"), r -> new KerasName(r[1], "symbol", r[3], r[4]));
        List<KerasName> methods = KerasName.read(
                reference.resolve("keras_methods.tsv"), r -> new KerasName(r[0] + "." + r[1], r[2], r[3], r[5]));

        Map<String, int[]> tiers = new TreeMap<>();
        List<String> supported = new ArrayList<>();
        symbols.forEach(s -> count(tiers, "tier " + s.tier, told(s.name, symbol(s)), supported));
        methods.forEach(m -> count(tiers, "methods " + m.tier, told(m.name, member(m)), supported));

        Set<String> known = Stream.concat(symbols.stream(), methods.stream())
                .map(KerasName::name)
                .collect(Collectors.toSet());
        Set<String> others = names.arguments().keySet().stream()
                .filter(n -> !known.contains(n))
                .collect(Collectors.toSet());
        assertThat(others)
                .as("names of Keras")
                .allMatch(n -> OLD.contains(n) || known.contains(n.substring(0, n.lastIndexOf('.'))));
        others.forEach(n -> told(n, Optional.empty()).ifPresent(supported::add));
        Path folder = Checkout.root().resolve("src/test/target");
        Files.write(folder.resolve("supported.txt"), supported);
        String report = tiers.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue()[0] + " of " + e.getValue()[1])
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("coverage.txt"), report + "\n");
        assertThat(supported)
                .as(report)
                .contains("keras.ops.cond(pred,true_fn,false_fn)")
                .anyMatch(s -> s.startsWith("keras.layers.Dense(units,activation,"))
                .doesNotContain("keras.layers.TFSMLayer");
    }

    /** A row of the tables of Keras's names. */
    private record KerasName(String name, String kind, String signature, String tier) {
        static List<KerasName> read(Path table, java.util.function.Function<String[], KerasName> row)
                throws IOException {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> row.apply(line.split("\t", -1)))
                    .toList();
        }

        /** The names of the arguments, without those that stand for any. */
        List<String> arguments() {
            return Arrays.stream(signature
                            .replaceAll("\\([^)]*\\)|\\[[^]]*]|'[^']*'", "")
                            .split(","))
                    .map(a -> a.replaceFirst("=.*", "").strip())
                    .filter(a -> !a.isEmpty() && !a.startsWith("*"))
                    .toList();
        }

        String last() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    private static void count(Map<String, int[]> tiers, String tier, Optional<String> line, List<String> supported) {
        int[] counts = tiers.computeIfAbsent(tier, t -> new int[2]);
        counts[0] += line.isPresent() ? 1 : 0;
        counts[1]++;
        line.ifPresent(supported::add);
    }

    /** The line for a name, with the arguments that are found and those of the table; empty when neither has it. */
    private Optional<String> told(String name, Optional<Set<String>> found) {
        List<String> more = names.arguments().get(name);
        if (found.isEmpty() && more == null) {
            return Optional.empty();
        }
        Set<String> all = new LinkedHashSet<>(found.orElse(Set.of()));
        all.addAll(more == null ? List.of() : more);
        return Optional.of(all.contains(ANY) ? name : name + "(" + String.join(",", all) + ")");
    }

    private static Optional<Set<String>> symbol(KerasName symbol) {
        String[] parts = symbol.name.split("\\.", -1);
        String name = symbol.last();
        String within =
                Arrays.stream(parts, 1, parts.length - 1).map(p -> p + ".").collect(Collectors.joining());
        if (Character.isUpperCase(name.charAt(0))) {
            return PublicApi.type(within + name)
                    .or(() -> PublicApi.type(name))
                    .map(type -> constructor(type, symbol.arguments()));
        }
        return switch (parts.length > 2 ? parts[1] : "") {
            case "ops" -> function(Ops.class, name.equals("switch") ? "switch_case" : name, symbol);
            case "random" -> function(Ops.class, RANDOM.contains(name) ? "random_" + name : name, symbol);
            case "layers" -> function(Layers.class, name, symbol);
            case "utils" -> function(Utils.class, name, symbol).or(() -> function(Keras.class, name, symbol));
            case "activations" -> byId(Activations.ids(), name, "x");
            case "losses" -> byId(Losses.ids(), name, "y_true", "y_pred");
            case "metrics" -> byId(Metrics.ids(), name);
            case "config" -> function(Keras.class, name, symbol);
            default -> Optional.empty();
        };
    }

    private static Optional<Set<String>> byId(Set<String> ids, String id, String... arguments) {
        return ids.contains(id) ? Optional.of(new LinkedHashSet<>(List.of(arguments))) : Optional.empty();
    }

    /** {@code of} with its parameters, and an option method for each of the others. */
    private static Set<String> constructor(Class<?> type, List<String> arguments) {
        List<String> wanted = new ArrayList<>(arguments);
        if (Layer.class.isAssignableFrom(type)) {
            wanted.addAll(OF_ALL_LAYERS);
        }
        Set<String> taken = new LinkedHashSet<>(PublicApi.arguments(PublicApi.spelledAs(type, "of"), arguments));
        taken.addAll(PublicApi.options(type, wanted));
        return taken;
    }

    private static Optional<Set<String>> function(Class<?> type, String name, KerasName symbol) {
        List<Method> methods = PublicApi.spelledAs(type, name);
        return methods.isEmpty() ? Optional.empty() : Optional.of(PublicApi.arguments(methods, symbol.arguments()));
    }

    private static Optional<Set<String>> member(KerasName member) {
        String className = member.name.substring(0, member.name.indexOf('.'));
        Optional<Class<?>> type = PACKAGES.stream()
                .flatMap(p -> PublicApi.type(p + className).stream())
                .findFirst();
        if (member.kind.equals("call-args")) {
            return type.filter(Layer.class::isAssignableFrom).flatMap(t -> callArguments(t, member.arguments()));
        }
        return type.flatMap(t -> function(t, member.last(), member));
    }

    /** Counts when the inputs and all that a layer may be told beside them can be given. */
    private static Optional<Set<String>> callArguments(Class<?> type, List<String> arguments) {
        Optional<Layer> layer = example(type);
        if (layer.isEmpty()) {
            return Optional.empty();
        }
        Set<String> taken = new LinkedHashSet<>(layer.get().parameterNames());
        layer.get().acceptedArguments().stream()
                .filter(a -> !PublicApi.spelledAs(CallOptions.class, a).isEmpty())
                .forEach(taken::add);
        // The input itself has another name in some layers, which no caller writes.
        boolean all = taken.containsAll(arguments.subList(1, arguments.size()));
        return all ? Optional.of(new LinkedHashSet<>(arguments)) : Optional.empty();
    }

    /** A layer of the class made by {@code of} with small numbers, where that makes one. */
    private static Optional<Layer> example(Class<?> type) {
        return PublicApi.spelledAs(type, "of").stream()
                .filter(of -> Arrays.stream(of.getParameterTypes()).allMatch(NUMBERS::containsKey))
                .flatMap(of -> made(of).stream())
                .findFirst();
    }

    private static Optional<Layer> made(Method of) {
        Object[] arguments =
                Arrays.stream(of.getParameterTypes()).map(NUMBERS::get).toArray();
        try {
            return Optional.of((Layer) of.invoke(null, arguments));
        } catch (ReflectiveOperationException e) {
            return Optional.empty(); // another overload may take these numbers
        }
    }

    private static Path reference() {
        for (Path at = Checkout.root(); at != null; at = at.getParent()) {
            Path reference = at.resolve("shared").resolve("reference");
            if (Files.exists(reference.resolve("keras_api.tsv"))) {
                return reference;
            }
        }
        assumeTrue(false, "no shared/reference beside the checkout");
        throw new IllegalStateException();
    }
}
