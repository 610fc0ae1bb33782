package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
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
import jeras.layers.CategoryEncoding;
import jeras.layers.Concatenate;
import jeras.layers.Dense;
import jeras.layers.Discretization;
import jeras.layers.Embedding;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.HashedCrossing;
import jeras.layers.Hashing;
import jeras.layers.IntegerLookup;
import jeras.layers.Normalization;
import jeras.layers.StringLookup;
import jeras.layers.TextVectorization;
import jeras.ops.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that begin with strings and tables: trained, saved, loaded, and read from Keras's files. */
class PreprocessingModelsTest {
    private static final String[] TEXTS = {"good film", "bad film", "very good", "very bad", "Good!", "bad..."};
    private static final int[] LABELS = {1, 0, 1, 0, 1, 0};

    @TempDir
    private Path folder;

    @BeforeEach
    void seed() {
        Keras.setRandomSeed(1);
    }

    private static TextVectorization vectorize() {
        TextVectorization vectorize = TextVectorization.of().outputSequenceLength(4);
        vectorize.adapt(TEXTS);
        return vectorize;
    }

    private static Model textModel() {
        Input text = Input.of(1).dtype("string").name("text");
        Tensor y = Embedding.of(10, 8).apply(vectorize().apply(text));
        y = GlobalAveragePooling1D.of().apply(y);
        return Model.of(text, Dense.of(1).activation("sigmoid").apply(y));
    }

    private static void compile(Model model) {
        model.compile(c -> c.optimizer("rmsprop").loss("binary_crossentropy").metrics("accuracy"));
    }

    @Test
    void aModelLearnsFromStrings() {
        Model model = textModel();
        compile(model);
        model.fit(TEXTS, LABELS, f -> f.epochs(150).batchSize(4).verbose(0));
        assertThat(model.evaluate(List.of(TEXTS), LABELS, e -> e.verbose(0)).get("accuracy"))
                .isEqualTo(1);
        assertThat(model.predict(new String[] {"good", "bad"}).toFloatArray()).satisfies(p -> {
            assertThat(p[0]).isGreaterThan(0.5f);
            assertThat(p[1]).isLessThan(0.5f);
        });
    }

    @Test
    void dataSetsCarryStrings() {
        Dataset data = Dataset.of(TEXTS, LABELS).shuffle(6).batch(4);
        Model model = textModel();
        compile(model);
        model.fit(data, f -> f.epochs(2).verbose(0));
        TextVectorization vectorize = TextVectorization.of().outputSequenceLength(3);
        vectorize.adapt(data);
        assertThat(vectorize.getVocabulary()).containsExactly("", "[UNK]", "good", "bad", "very", "film");
        Sequential onIds = Sequential.of(Embedding.of(6, 4), GlobalAveragePooling1D.of(), Dense.of(1));
        onIds.compile("adam", "mse");
        Dataset ids = data.map(b -> Batch.of(vectorize.apply(b.x().get(0)), b.y().get(0)));
        onIds.fit(ids.prefetch(2), f -> f.verbose(0));
        assertThat(onIds.predict(vectorize.apply("good film")).shape()).isEqualTo(new Shape(1, 1));
    }

    @Test
    void aTrainedModelIsWrappedBehindTheVectorization() {
        TextVectorization vectorize = vectorize();
        Sequential inner = Sequential.of(Input.of(4).dtype("int64"), Embedding.of(10, 3), GlobalAveragePooling1D.of());
        Array ids = vectorize.apply(TEXTS);
        Sequential wrapped = Sequential.of(vectorize, inner);
        assertThat(wrapped.predict(TEXTS)).isEqualTo(inner.predict(ids));
        Path file = folder.resolve("wrapped.keras");
        wrapped.save(file);
        assertThat(Model.load(file).predict(TEXTS)).isEqualTo(inner.predict(ids));
    }

    @Test
    void aModelMayBeNothingButLookups() {
        assertThat(Sequential.of(vectorize())
                        .predict(new String[] {"very good", "film"})
                        .toLongArray())
                .containsExactly(4, 2, 0, 0, 5, 0, 0, 0);
        StringLookup lookup = StringLookup.of().vocabulary("a", "b");
        StringLookup back = StringLookup.of().vocabulary("a", "b").invert(true);
        Input in = Input.of(1).dtype("string");
        Model model = Model.of(in, back.apply(lookup.apply(in)));
        assertThat(model.predict(new String[] {"b", "q", "a"}).toStringArray()).containsExactly("b", "[UNK]", "a");
    }

    @Test
    void severalKindsOfFeaturesMakeOneTable() {
        float[] age = {20, 35, 61, 40};
        String[] city = {"Bern", "Rome", "Bern", "Oslo"};
        int[] code = {3, 7, 3, 9};
        Map<String, Object> x = Map.of("age", age, "city", city, "code", code);
        Normalization normalize = Normalization.of().axis();
        normalize.adapt(age);
        Discretization bins = Discretization.of().numBins(2);
        bins.adapt(age);
        StringLookup cities = StringLookup.of().outputMode("one_hot");
        cities.adapt(city);
        IntegerLookup codes = IntegerLookup.of().outputMode("one_hot");
        codes.adapt(code);
        Input ageIn = Input.of(1).name("age");
        Input cityIn = Input.of(1).dtype("string").name("city");
        Input codeIn = Input.of(1).dtype("int64").name("code");
        Tensor all = Concatenate.of()
                .apply(
                        normalize.apply(ageIn),
                        CategoryEncoding.of(2).outputMode("one_hot").apply(bins.apply(ageIn)),
                        cities.apply(cityIn),
                        codes.apply(codeIn),
                        Hashing.of(4).outputMode("one_hot").apply(cityIn),
                        HashedCrossing.of(8).outputMode("one_hot").apply(cityIn, codeIn));
        assertThat(all.shape()).isEqualTo(new Shape(-1, 1 + 2 + 4 + 4 + 4 + 8));
        Model model = Model.of(List.of(ageIn, cityIn, codeIn), Dense.of(1).apply(all));
        model.compile("adam", "mse");
        double before =
                model.evaluate(x, new float[] {1, 2, 3, 4}, e -> e.verbose(0)).get("loss");
        model.fit(x, new float[] {1, 2, 3, 4}, f -> f.epochs(20).batchSize(3).verbose(0));
        assertThat(model.evaluate(x, new float[] {1, 2, 3, 4}, e -> e.verbose(0))
                        .get("loss"))
                .isLessThan(before);
        Path file = folder.resolve("table.keras");
        model.save(file);
        assertThat(Model.load(file).predict(x)).isEqualTo(model.predict(x));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text_model", "table_model"})
    void modelsOfKerasGiveWhatTheyGiveThere(String name) throws IOException {
        Path file = folder.resolve(name + ".keras");
        try (InputStream in = KerasNumbers.class.getResourceAsStream("/keras/" + name + ".keras")) {
            Files.copy(in, file);
        }
        Model model = Model.load(file);
        JsonObject told = told(name);
        Map<String, Array> inputs = new HashMap<>();
        told.getAsJsonObject("inputs")
                .asMap()
                .forEach((key, array) -> inputs.put(key, KerasNumbers.array(array.getAsJsonObject())));
        double[] expected = KerasNumbers.array(told.getAsJsonObject("output")).toDoubleArray();
        KerasNumbers.assertClose("loaded", model.predict(inputs).toDoubleArray(), expected, 1e-5, 1e-6);
        Path again = folder.resolve("again.keras");
        model.save(again);
        KerasNumbers.assertClose(
                "saved again", Model.load(again).predict(inputs).toDoubleArray(), expected, 1e-5, 1e-6);
    }

    private static JsonObject told(String name) throws IOException {
        try (InputStream in = KerasNumbers.class.getResourceAsStream("/keras/" + name + ".json")) {
            return JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .getAsJsonObject();
        }
    }

    @Test
    void weightsAloneHoldTheLearnedWeightsOfTokens() {
        TextVectorization weigh = TextVectorization.of().outputMode("tf_idf");
        weigh.adapt(TEXTS);
        Sequential model = Sequential.of(weigh);
        Array before = model.predict(TEXTS);
        Path file = folder.resolve("model.weights.h5");
        model.saveWeights(file);
        weigh.setVocabulary(weigh.getVocabularyWithoutSpecialTokens(), 1, 1, 1, 1);
        assertThat(model.predict(TEXTS)).isNotEqualTo(before);
        model.loadWeights(file);
        assertThat(model.predict(TEXTS)).isEqualTo(before);
    }

    @Test
    void aVocabularyThatIsNoneIsAFaultOfTheFile() throws IOException {
        Path file = folder.resolve("model.keras");
        Sequential model = Sequential.of(vectorize());
        model.predict(TEXTS);
        model.save(file);
        Path bad = folder.resolve("bad.keras");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bad))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] bytes = in.readAllBytes();
                out.write(entry.getName().endsWith(".txt") ? "\n[UNK]\na\na".getBytes(StandardCharsets.UTF_8) : bytes);
                out.closeEntry();
            }
        }
        assertThatThrownBy(() -> Model.load(bad))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("[a] more than once");
    }

    @Test
    void whatTheProgramComputesCannotGoBackToTheHost() {
        Input in = Input.of(3);
        Model model = Model.of(in, Hashing.of(4).apply(Dense.of(2).apply(in)));
        assertThatThrownBy(() -> model.predict(new float[1][3]))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        layer 3 of 3, Hashing "hashing" cannot take what another layer computes.
                          expected: inputs of the model, or what such layers make of them: it runs before the compiled program
                          received: a tensor that the program computes
                          fix:      put it at the beginning of the model, or apply it to the data before""");
    }

    @Test
    void stringsAreRefusedWhereNumbersAreNeeded() {
        Input in = Input.of(1).dtype("string");
        assertThatThrownBy(() -> Dense.of(2).apply(in))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Dense cannot take strings.
                          expected: numbers
                          received: strings
                          fix:      put TextVectorization, StringLookup or Hashing before it""");
        assertThatThrownBy(() -> in.add(1)).hasMessageStartingWith("add cannot compute with strings.\n");
        assertThatThrownBy(() -> textModel().predict(new float[2]))
                .hasMessageStartingWith("Input \"text\" of the model cannot take this data.\n  expected: strings\n");
        Model model = textModel();
        compile(model);
        assertThatThrownBy(() -> model.fit(TEXTS, TEXTS)).hasMessageStartingWith("A model cannot learn strings.\n");
    }

    @Test
    void aLookupWithoutVocabularySaysSo() {
        assertThatThrownBy(() -> StringLookup.of().apply("a"))
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        StringLookup has no vocabulary yet.
                          expected: a vocabulary before the layer is used: it has nothing to look up in
                          received: none
                          fix:      call adapt(data), or give vocabulary(...)""");
        assertThatThrownBy(() ->
                        StringLookup.of().outputMode("count").apply(Input.of(1).dtype("string")))
                .hasMessageStartingWith("StringLookup has no vocabulary yet.\n");
        assertThatThrownBy(() -> StringLookup.of().vocabulary("a").adapt(TEXTS))
                .hasMessageStartingWith("StringLookup cannot adapt to data.\n");
        assertThatThrownBy(
                        () -> StringLookup.of().numOovIndices(0).vocabulary("a").apply("b"))
                .hasMessageStartingWith("StringLookup does not know a token.\n");
        assertThatThrownBy(() -> StringLookup.of().vocabulary("a", "a").apply("b"))
                .hasMessageContaining("received: [a] more than once");
        assertThatThrownBy(
                        () -> StringLookup.of().vocabulary("a").maskToken("a").apply("b"))
                .hasMessageContaining("the mask token \"a\" nowhere");
        assertThatThrownBy(() -> TextVectorization.of()
                        .vocabulary("a")
                        .outputMode("one_hot")
                        .apply("b"))
                .hasMessageContaining("one_hot, whose rows would be ragged");
    }

    @Test
    void batchesAndStepsAreWhatLayersAdaptTo() {
        Normalization normalize = Normalization.of();
        normalize.adapt(Dataset.of(new float[][] {{1, 5}, {3, 5}, {100, 5}}).batch(1), 2);
        assertThat(normalize.getWeights().get(0).toFloatArray()).containsExactly(2, 5);
        assertThat(normalize.getWeights().get(1).toFloatArray()).containsExactly(1, 0);
        assertThat(normalize.getWeights().get(2).dataType()).isEqualTo(DataType.INT32);
        assertThat(normalize.apply(Array.of(new float[][] {{4, 5}})).toFloatArray())
                .containsExactly(2, 0);
        StringLookup lookup = StringLookup.of();
        lookup.adapt(Dataset.of(TEXTS).batch(2), 1);
        assertThat(lookup.vocabularySize()).isEqualTo(3);
    }
}
