package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.FileFormatException;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.KerasNumbers;
import jeras.Model;
import jeras.ModelStateException;
import jeras.Sequential;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.layers.Dense;
import jeras.layers.TextVectorization;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feature spaces against Keras's, which {@code feature_space.py} has asked. */
class FeatureSpaceTest {
    private static final JsonObject CASE =
            KerasNumbers.cases("feature_space.json").get(0);

    private static Map<String, Array> columns(String key) {
        Map<String, Array> columns = new LinkedHashMap<>();
        CASE.getAsJsonObject(key).asMap().forEach((name, values) -> columns.put(name, column(values.getAsJsonArray())));
        return columns;
    }

    private static Array column(JsonArray values) {
        boolean text = values.get(0).getAsJsonPrimitive().isString();
        return text
                ? Array.of(
                        values.asList().stream().map(JsonElement::getAsString).toArray(String[]::new))
                : Array.of((Object) values.asList().stream()
                        .mapToDouble(JsonElement::getAsDouble)
                        .toArray());
    }

    private static void assertClose(Array actual, JsonObject expected) {
        Array wanted = KerasNumbers.array(expected);
        assertThat(actual.shape()).isEqualTo(wanted.shape());
        double[] values = actual.toDoubleArray();
        double[] numbers = wanted.toDoubleArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(numbers[i], within(1e-5));
        }
    }

    private static FeatureSpace concat() {
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("age", "float_normalized");
        features.put("height", FeatureSpace.floatRescaled(2, -1));
        features.put("dose", FeatureSpace.floatDiscretized(5));
        features.put("ratio", "float");
        features.put("city", FeatureSpace.stringCategorical(l -> l.numOovIndices(0)));
        features.put("floor", "integer_categorical");
        features.put("street", FeatureSpace.stringHashed(4));
        features.put("number", FeatureSpace.integerHashed(3));
        return FeatureSpace.of(features)
                .crosses(FeatureSpace.cross("city", "floor"), FeatureSpace.cross(List.of("dose", "street"), 5))
                .crossingDim(6);
    }

    private static FeatureSpace asDict() {
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("dose", "float_discretized");
        features.put("city", FeatureSpace.stringCategorical(l -> l.maxTokens(4)).outputMode("int"));
        features.put("floor", FeatureSpace.integerCategorical(l -> l.numOovIndices(2)));
        features.put("street", "string_hashed");
        features.put("number", "integer_hashed");
        features.put("age", "float_rescaled");
        return FeatureSpace.of(features)
                .crosses(FeatureSpace.cross(List.of("city", "street"), 7).outputMode("int"))
                .outputMode("dict")
                .hashingDim(3)
                .numDiscretizationBins(4);
    }

    private static Map<String, Array> only(FeatureSpace space, Map<String, Array> columns) {
        Map<String, Array> kept = new LinkedHashMap<>(columns);
        kept.keySet().retainAll(space.features().keySet());
        return kept;
    }

    private static void assertDict(FeatureSpace space) {
        Map<String, Array> encoded = space.applyDict(only(space, columns("new")));
        JsonObject expected = CASE.getAsJsonObject("dict");
        assertThat(encoded.keySet()).containsExactlyElementsOf(expected.keySet());
        encoded.forEach((name, values) -> assertClose(values, expected.getAsJsonObject(name)));
    }

    @Test
    void featuresArePutTogetherAsInKeras() {
        FeatureSpace space = concat();
        space.adapt(columns("table"));

        assertClose(space.apply(columns("new")), CASE.getAsJsonObject("concat"));
    }

    @Test
    void oneSampleHasNoBatchAxis() {
        FeatureSpace space = concat();
        space.adapt(Dataset.of(columns("table")));
        Map<String, Object> sample = new LinkedHashMap<>();
        columns("new").forEach((name, values) -> sample.put(name, values.get(0)));

        assertClose(space.apply(sample), CASE.getAsJsonObject("one"));
    }

    @Test
    void eachFeatureComesByItsNameInModeDict() {
        FeatureSpace space = asDict();
        space.adapt(Dataset.of(columns("table")).batch(20));

        assertDict(space);
    }

    @Test
    void filesOfKerasAreRead(@TempDir Path folder) throws IOException {
        FeatureSpace space = FeatureSpace.load(resource(folder, "feature_space.keras"));
        FeatureSpace dict = FeatureSpace.load(resource(folder, "feature_space_dict.keras"));

        assertClose(space.apply(columns("new")), CASE.getAsJsonObject("concat"));
        assertDict(dict);
    }

    @Test
    void whatIsSavedIsTheSameWhenItIsLoaded(@TempDir Path folder) {
        FeatureSpace space = concat();
        space.adapt(columns("table"));
        FeatureSpace dict = asDict();
        dict.adapt(only(dict, columns("table")));

        space.save(folder.resolve("a.keras"));
        dict.save(folder.resolve("b.keras"));

        FeatureSpace loaded = FeatureSpace.load(folder.resolve("a.keras"));
        assertThat(loaded.apply(columns("new"))).isEqualTo(space.apply(columns("new")));
        assertThat(loaded.crosses()).isEqualTo(space.crosses());
        FeatureSpace other = FeatureSpace.load(folder.resolve("b.keras"));
        assertThat(other.applyDict(only(dict, columns("new")))).isEqualTo(dict.applyDict(only(dict, columns("new"))));
    }

    @Test
    void otherFilesAreRefused(@TempDir Path folder) {
        Sequential model = Sequential.of(Input.of(2), Dense.of(1));
        Path file = folder.resolve("model.keras");
        model.save(file);

        assertThatThrownBy(() -> FeatureSpace.load(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("expected: a FeatureSpace");
    }

    @Test
    void aModelIsTrainedOnWhatIsPreparedAndServedOnTheColumns() {
        Keras.setRandomSeed(2);
        FeatureSpace space = concat();
        Array labels = columns("table").get("ratio").greater(0.5).cast(DataType.FLOAT32);
        Dataset table = Dataset.of(columns("table"), labels).batch(16);
        space.adapt(table);
        Tensor output = Dense.of(1).activation("sigmoid").apply(space.getEncodedFeatures());
        Model model = Model.of(space.getEncodedFeatures(), output);
        Model served = Model.of(List.copyOf(space.getInputs().values()), output);
        model.compile("adam", "binary_crossentropy");

        double loss =
                model.fit(table.map(space::apply), f -> f.epochs(2).verbose(0)).last("loss");

        assertThat(loss).isBetween(0.0, 2.0);
        assertThat(served.predict(columns("new"))).isEqualTo(model.predict(space.apply(columns("new"))));
    }

    @Test
    void aFeatureMayHaveALayerOfOnesChoice() {
        FeatureSpace space = FeatureSpace.of(Map.of(
                "text", FeatureSpace.feature("string", TextVectorization.of().outputMode("multi_hot"), "float")));
        space.adapt(Map.of("text", new String[] {"a b", "b c", "b"}));

        assertThat(space.apply(Map.of("text", new String[] {"b", "d c"})).toDoubleArray())
                .containsExactly(0, 1, 0, 0, 1, 0, 1, 0);
    }

    @Test
    void aBatchKeepsItsTargets() {
        FeatureSpace space = asDict();
        space.adapt(only(space, columns("table")));

        Batch batch = space.apply(Batch.of(only(space, columns("new")), new int[] {1, 2, 3}));

        assertThat(batch.inputs()).contains("city_X_street", "floor");
        assertThat(batch.y().get(0).toIntArray()).containsExactly(1, 2, 3);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> concat().apply(columns("new")))
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        The feature space has not learned what its columns hold.
                          expected: adapt(data) before it is used
                          received: none yet
                          fix:      call adapt with the data to train on""");
        assertThatThrownBy(() -> FeatureSpace.of(Map.of("a", "float_normalised")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("did you mean \"float_normalized\"?");
        assertThatThrownBy(() -> concat().crosses(FeatureSpace.cross("city", "flor")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("did you mean \"floor\"?");
        assertThatThrownBy(() -> concat().outputMode("list")).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> concat().adapt(new float[] {1})).isInstanceOf(InvalidArgumentException.class);
        FeatureSpace numbers =
                FeatureSpace.of(Map.of("n", FeatureSpace.integerHashed(3).outputMode("int"), "x", "float"));
        assertThatThrownBy(() -> numbers.apply(Map.of("n", new int[] {1}, "x", new float[] {1})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The feature "n" cannot be put together with the others.
                          expected: a feature that is encoded as numbers of type float
                          received: int64
                          fix:      say outputMode("one_hot") for it, or outputMode("dict") for the feature space""");
    }

    private static Path resource(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = FeatureSpaceTest.class.getResourceAsStream("/keras/" + name)) {
            Files.copy(in, file);
        }
        return file;
    }
}
