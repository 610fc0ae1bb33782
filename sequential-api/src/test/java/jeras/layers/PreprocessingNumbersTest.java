package jeras.layers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import jeras.Array;
import jeras.KerasNumbers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What preprocessing layers learn and give against what Keras does with the same data ({@code preprocessing.json}). */
class PreprocessingNumbersTest {
    private static final Map<Class<?>, BiConsumer<Layer, Object>> ADAPT = Map.of(
            StringLookup.class, (layer, data) -> ((StringLookup) layer).adapt(data),
            IntegerLookup.class, (layer, data) -> ((IntegerLookup) layer).adapt(data),
            TextVectorization.class, (layer, data) -> ((TextVectorization) layer).adapt(data),
            Normalization.class, (layer, data) -> ((Normalization) layer).adapt(data),
            Discretization.class, (layer, data) -> ((Discretization) layer).adapt(data));

    @TestFactory
    Stream<DynamicTest> learnsAndGivesWhatKerasDoes() {
        assertThat(KerasNumbers.cases("preprocessing.json")).hasSizeGreaterThan(200);
        return KerasNumbers.tests("preprocessing.json", PreprocessingNumbersTest::check);
    }

    private static void check(JsonObject c) {
        Layer layer = KerasJson.layer(c.get("layer").getAsString(), c.getAsJsonObject("config"));
        if (c.has("adapt")) {
            ADAPT.get(layer.getClass()).accept(layer, KerasNumbers.array(c.getAsJsonObject("adapt")));
        }
        if (c.has("vocabulary")) {
            assertThat(vocabulary(layer)).isEqualTo(strings(c.get("vocabulary")));
        }
        if (c.has("boundaries")) {
            KerasNumbers.assertClose(
                    "boundaries",
                    ((Discretization) layer).binBoundaries(),
                    KerasNumbers.numbers(c.get("boundaries")),
                    1e-6,
                    1e-6);
        }
        Array[] inputs = KerasNumbers.objects(c.getAsJsonArray("inputs")).stream()
                .map(KerasNumbers::array)
                .toArray(Array[]::new);
        same(layer.apply(inputs), KerasNumbers.array(c.getAsJsonObject("output")));
    }

    /** In Keras encoded lookups are int64 at once and float32 in a model; here they are always float32. */
    private static void same(Array actual, Array expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        if (expected.isText()) {
            assertThat(actual).isEqualTo(expected);
        } else {
            KerasNumbers.assertClose("output", actual.toDoubleArray(), expected.toDoubleArray(), 1e-5, 1e-6);
        }
    }

    private static List<String> vocabulary(Layer layer) {
        List<?> tokens = layer instanceof StringLookup strings
                ? strings.getVocabulary()
                : layer instanceof TextVectorization text
                        ? text.getVocabulary()
                        : ((IntegerLookup) layer).getVocabulary();
        return tokens.stream().map(String::valueOf).toList();
    }

    private static List<String> strings(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
