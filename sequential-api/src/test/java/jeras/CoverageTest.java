package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.utils.Utils;
import org.junit.jupiter.api.Test;

/**
 * How much of Keras's API has a public name here: counts by tier, and {@code target/supported.txt} with the names.
 *
 * <p>A symbol counts when a public class or method has its name: classes as they are, functions in camelCase (capitals within a
 * word do not matter: {@code logsumexp} is {@code logSumExp}). The few that are spelled otherwise are in {@link #SPELLED}.
 */
class CoverageTest {
    private static final Map<String, String> SPELLED = Map.ofEntries(
            Map.entry("keras.ops.switch", "switchcase"),
            Map.entry("keras.random.uniform", "randomuniform"),
            Map.entry("keras.random.normal", "randomnormal"),
            Map.entry("keras.random.gamma", "randomgamma"),
            Map.entry("keras.random.beta", "randombeta"),
            Map.entry("keras.random.binomial", "randombinomial"),
            Map.entry("keras.ops.layer_normalization", "layernormalization"));

    @Test
    void everyNameThatCountsIsPublic() throws IOException {
        Path reference = reference();
        Map<String, int[]> tiers = new TreeMap<>();
        List<String> supported = Files.readAllLines(reference.resolve("keras_api.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(row -> count(tiers, row[4], covers(row[1])))
                .map(row -> row[1])
                .toList();
        List<String> methods = Files.readAllLines(reference.resolve("keras_methods.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(row -> count(tiers, "methods " + row[5], hasMethod(row[0], row[1])))
                .map(row -> row[0] + "." + row[1])
                .toList();

        Files.write(
                Path.of("target", "supported.txt"),
                Stream.concat(supported.stream(), methods.stream()).toList());
        String report = tiers.entrySet().stream()
                .map(e -> "tier " + e.getKey() + ": " + e.getValue()[0] + " of " + e.getValue()[1])
                .collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target", "coverage.txt"), report + "\n");
        assertThat(supported).as(report).contains("keras.layers.Dense", "keras.ops.einsum", "keras.ops.cond");
    }

    private static boolean count(Map<String, int[]> tiers, String tier, boolean covered) {
        int[] counts = tiers.computeIfAbsent(tier, t -> new int[2]);
        counts[0] += covered ? 1 : 0;
        counts[1]++;
        return covered;
    }

    private static boolean covers(String symbol) {
        String[] parts = symbol.split("\\.");
        String name = parts[parts.length - 1];
        if (symbol.equals("keras.random.SeedGenerator")) {
            return exists(Noise.class.getName());
        }
        if (Character.isUpperCase(name.charAt(0))) {
            return exists("jeras." + name) || (parts.length > 2 && exists("jeras." + within(parts) + name));
        }
        String plain = SPELLED.getOrDefault(symbol, plain(name));
        return switch (parts.length > 2 ? parts[1] : "") {
            case "ops", "random" -> names(Ops.class).contains(plain);
            case "utils" ->
                names(Utils.class).contains(plain) || names(Keras.class).contains(plain);
            case "activations" -> jeras.activations.Activations.ids().contains(name);
            default -> names(Keras.class).contains(plain);
        };
    }

    private static String within(String... parts) {
        return Arrays.stream(parts, 1, parts.length - 1).map(p -> p + ".").collect(Collectors.joining());
    }

    private static boolean hasMethod(String className, String member) {
        Map<String, String> packages = new HashMap<>(Map.of("Model", "jeras.", "Sequential", "jeras."));
        String name = packages.getOrDefault(className, "jeras.layers.") + className;
        return exists(name) && names(type(name)).contains(plain(member));
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getMethods()).map(m -> plain(m.getName())).collect(Collectors.toSet());
    }

    private static boolean exists(String name) {
        try {
            return Modifier.isPublic(type(name).getModifiers());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, CoverageTest.class.getClassLoader());
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static Path reference() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path reference = at.resolve("shared").resolve("reference");
            if (Files.exists(reference.resolve("keras_api.tsv"))) {
                return reference;
            }
        }
        assumeTrue(false, "no shared/reference beside the checkout");
        throw new IllegalStateException();
    }
}
