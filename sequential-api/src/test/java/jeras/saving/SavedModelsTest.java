package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import jeras.Array;
import jeras.FileFormatException;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.Sequential;
import jeras.UnsupportedPartException;
import jeras.layers.Add;
import jeras.layers.BatchNormalization;
import jeras.layers.Bidirectional;
import jeras.layers.Concatenate;
import jeras.layers.Dense;
import jeras.layers.LSTM;
import jeras.layers.Lambda;
import jeras.layers.Layer;
import jeras.losses.Huber;
import jeras.losses.Loss;
import jeras.metrics.BinaryAccuracy;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.optimizers.Adam;
import jeras.optimizers.SGD;
import jeras.optimizers.schedules.ExponentialDecay;
import jeras.testing.PythonKeras;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelsTest {
    private static final Array ROWS =
            Array.arange(0.0, 60.0, 1.0).cast("float32").divide(30).reshape(10, 6);
    private static final Array STEPS =
            Array.arange(0.0, 150.0, 1.0).cast("float32").divide(75).reshape(10, 5, 3);
    private static final Array LABELS = Array.of(new int[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0}, 10);
    private static final Array VALUES =
            Array.arange(0.0, 20.0, 1.0).cast("float32").divide(10).reshape(10, 2);

    @TempDir
    private Path folder;

    /** Shared and nested layers, two inputs and outputs, operations between layers. */
    private static Model graph() {
        Tensor rows = Input.of(6).name("rows");
        Tensor steps = Input.of(5, 3).name("steps");
        Layer shared = Dense.of(4).activation("relu").name("shared");
        Sequential inner = Sequential.of(Input.of(4), Dense.of(4).activation("tanh"));
        Tensor first = shared.apply(rows);
        Tensor second = shared.apply(Dense.of(6).apply(rows));
        Tensor both = Bidirectional.of(LSTM.of(2)).apply(steps);
        Tensor sum = Ops.sigmoid(Add.of().apply(first, second, both));
        Tensor all = Concatenate.of()
                .apply(
                        inner.apply(sum),
                        both.multiply(first),
                        BatchNormalization.of().apply(first));
        Model score = Model.of(all, Dense.of(2).apply(all));
        Tensor label = Dense.of(3).activation("softmax").name("label").apply(all);
        return Model.of(List.of(rows, steps), List.of(label, score.apply(all)));
    }

    private static void compile(Model model) {
        String score = model.outputNames().get(1);
        model.compile(c -> c.optimizer(Adam.of(0.01).clipnorm(1))
                .loss("label", "sparse_categorical_crossentropy")
                .loss(score, Huber.of().delta(0.3))
                .lossWeight("label", 0.5)
                .metricsFor("label", "accuracy"));
    }

    private static Map<String, List<Double>> fit(Model model) {
        return model.fit(
                        List.of(ROWS, STEPS),
                        List.of(LABELS, VALUES),
                        f -> f.verbose(0).batchSize(5).shuffle(false).epochs(2))
                .history();
    }

    @Test
    void trainingGoesOnWhereItWas() {
        Model model = graph();
        compile(model);
        fit(model);
        model.save(folder.resolve("m.keras"));
        LoadedModel loaded = ModelReader.read(folder.resolve("m.keras"));
        assertThat(loaded.missing()).isEmpty();
        assertThat(names(loaded.model())).isEqualTo(names(model));
        assertThat(loaded.model().optimizer().iterations()).isEqualTo(4);
        assertThat(loaded.model().predictAll(List.of(ROWS, STEPS))).isEqualTo(model.predictAll(List.of(ROWS, STEPS)));
        Map<String, List<Double>> expected = fit(model);
        // Sums may be taken in another order, as memory lies otherwise.
        fit(loaded.model())
                .forEach((log, values) -> assertThat(values)
                        .as(log)
                        .usingElementComparator(new DoubleComparator(1e-6))
                        .isEqualTo(expected.get(log)));
    }

    @Test
    void aFileThatIsSavedAgainSaysTheSame() {
        Model model = graph();
        model.save(folder.resolve("a.keras"));
        Model.load(folder.resolve("a.keras")).save(folder.resolve("b.keras"));
        assertThat(KerasArchive.read(folder.resolve("b.keras")).config())
                .isEqualTo(KerasArchive.read(folder.resolve("a.keras")).config());
    }

    private static List<String> names(Model model) {
        return model.layers().stream().map(Layer::name).toList();
    }

    @Test
    void weightsGoFromOneModelToAnother() {
        Model model = graph();
        model.saveWeights(folder.resolve("m.weights.h5"));
        Model other = graph();
        other.loadWeights(folder.resolve("m.weights.h5"));
        assertThat(other.getWeights()).isEqualTo(model.getWeights());
    }

    @Test
    void schedulesMetricsAndWeightDecayComeBack() {
        Sequential model = Sequential.of(Input.of(6), Dense.of(1).activation("sigmoid"));
        model.compile(c -> c.optimizer(SGD.of(ExponentialDecay.of(0.1, 3, 0.5).staircase(true))
                        .momentum(0.9)
                        .weightDecay(0.01))
                .loss("bce")
                .metrics(BinaryAccuracy.of().threshold(0.4).name("right"))
                .weightedMetrics("mse"));
        model.save(folder.resolve("m.keras"));
        Model loaded = Model.load(folder.resolve("m.keras"));
        assertThat(loaded.optimizer()).hasToString(model.optimizer().toString());
        assertThat(loaded.optimizer().options().weightDecay()).isEqualTo(0.01);
        Array y = Array.of(new float[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, 10, 1);
        assertThat(loaded.evaluate(ROWS, y, e -> e.verbose(0)).asMap())
                .isEqualTo(model.evaluate(ROWS, y, e -> e.verbose(0)).asMap())
                .containsOnlyKeys("loss", "right", "mse");
    }

    @Test
    void aSequentialBuiltByItsFirstDataComesBackBuilt() {
        Sequential model = Sequential.of(Dense.of(3), Dense.of(2));
        Array before = model.predict(ROWS);
        model.save(folder.resolve("m.keras"));
        assertThat(Model.load(folder.resolve("m.keras")).predict(ROWS)).isEqualTo(before);
    }

    @Test
    void kerasReadsWhatJerasWritesAndTheOtherWayRound() throws Exception {
        Model model = graph();
        compile(model);
        fit(model);
        Path ours = folder.resolve("ours.keras");
        Path theirs = folder.resolve("theirs.keras");
        model.save(ours);
        runKeras("""
                import sys, keras
                model = keras.models.load_model(sys.argv[1])
                assert int(model.optimizer.iterations) == 4, int(model.optimizer.iterations)
                model.save(sys.argv[2])
                """, ours, theirs);
        Model back = Model.load(theirs);
        assertThat(back.getWeights()).isEqualTo(model.getWeights());
        assertThat(names(back)).isEqualTo(names(model));
        assertThat(back.predictAll(List.of(ROWS, STEPS))).isEqualTo(model.predictAll(List.of(ROWS, STEPS)));
    }

    private void runKeras(String script, Path... arguments) throws IOException, InterruptedException {
        Path file = folder.resolve("script.py");
        Files.writeString(file, script);
        PythonKeras.run(folder, file, (Object[]) arguments);
    }

    // ---- what is refused ------------------------------------------------------------------------------------------

    private Path rewritten(Model model, String from, String to) {
        Path file = folder.resolve("changed.keras");
        model.save(file);
        KerasArchive archive = KerasArchive.read(file);
        String text = new String(JsonText.write(archive.config()), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        Map<String, Array> weights = new LinkedHashMap<>();
        archive.weights()
                .paths()
                .forEach(p -> weights.put(p, archive.weights().find(p).orElseThrow()));
        KerasArchive.write(
                file,
                archive.metadata(),
                JsonText.read(text.replace(from, to).getBytes(StandardCharsets.UTF_8), new Place(file)),
                weights,
                archive.assets());
        return file;
    }

    private static Sequential small() {
        return Sequential.of(Input.of(6), Dense.of(3).name("first"));
    }

    @Test
    void anUnknownLayerIsNamedWithItsPlaceAndTheNearest() {
        Path file = rewritten(small(), "\"class_name\":\"Dense\"", "\"class_name\":\"Dens\"");
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(UnsupportedPartException.class)
                .hasMessage(
                        "Cannot read " + file + " (config.json).\n"
                                + "  expected: a model of parts that Jeras has\n"
                                + "  received: the layer Dens, at \"sequential\" > \"first\"\n"
                                + "  fix:      the nearest that Jeras has is Dense; replace it in Keras and save the model again")
                .extracting(e -> ((UnsupportedPartException) e).part())
                .isEqualTo("Dens");
    }

    @Test
    void aPolicyThatJerasDoesNotHaveIsRefusedByName() {
        Path file = rewritten(small(), "\"dtype\":\"float32\",\"units\"", "\"dtype\":\"int8_from_float32\",\"units\"");
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(UnsupportedPartException.class)
                .hasMessage("Cannot read " + file + " (config.json).\n"
                        + "  expected: a model of parts that Jeras has\n"
                        + "  received: the dtype policy int8_from_float32, at \"sequential\" > \"first\"\n"
                        + "  fix:      compute in float32, Model.load(file, o -> o.precision(\"float32\")), or make the layers"
                        + " with dtype=\"float32\", and save the model again");
    }

    @Test
    void weightsOfAnotherShapeAreRefusedWithTheLayersName() {
        Path file = rewritten(small(), "\"units\":3", "\"units\":4");
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("Cannot read " + file + " (model.weights.h5).\n"
                        + "  expected: shape (6, 4) for the weight \"kernel\" of Dense \"first\" at layers/dense/vars/0\n"
                        + "  received: shape (6, 3)\n"
                        + "  fix:      load the file into the model that it was saved from");
    }

    @Test
    void aMissingArgumentTakesKerassDefault() {
        Path file = rewritten(small(), "\"activation\":\"linear\",\"use_bias\":true,", "\"new_in_keras_4\":12,");
        assertThat(Model.load(file).layers().get(0)).hasToString(Dense.of(3).toString());
    }

    @Test
    void anArgumentThatTheLayerAsksForCannotBeMissing() {
        Path file = rewritten(small(), "\"units\":3,", "");
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("Cannot read " + file + " (config.json).\n"
                        + "  expected: the arguments units of Dense\n"
                        + "  received: [dtype, activation,");
    }

    @Test
    void whateverIsChangedInADescriptionEndsInAMessageOrAModel() {
        Model model = graph();
        compile(model);
        Path file = folder.resolve("m.keras");
        model.save(file);
        KerasArchive archive = KerasArchive.read(file);
        Map<String, Array> weights = new LinkedHashMap<>();
        archive.weights()
                .paths()
                .forEach(p -> weights.put(p, archive.weights().find(p).orElseThrow()));
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            JsonObject config = archive.config().deepCopy();
            change(config, random);
            KerasArchive.write(file, archive.metadata(), config, weights, archive.assets());
            try {
                ModelReader.read(file);
            } catch (JerasException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    /** Puts something else in the place of one value, anywhere. */
    private static void change(JsonElement json, Random random) {
        List<Consumer<JsonElement>> places = new ArrayList<>();
        collect(json, places);
        List<JsonElement> others = List.of(
                JsonNull.INSTANCE,
                new JsonPrimitive(-1),
                new JsonPrimitive(7),
                new JsonPrimitive(1e30),
                new JsonPrimitive("other"),
                new JsonPrimitive(true),
                new JsonArray(),
                new JsonObject());
        places.get(random.nextInt(places.size())).accept(others.get(random.nextInt(others.size())));
    }

    private static void collect(JsonElement json, List<Consumer<JsonElement>> places) {
        if (json.isJsonObject()) {
            json.getAsJsonObject().asMap().forEach((key, value) -> {
                places.add(v -> json.getAsJsonObject().add(key, v));
                collect(value, places);
            });
        } else if (json.isJsonArray()) {
            JsonArray array = json.getAsJsonArray();
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(v -> array.set(at, v));
                collect(array.get(i), places);
            }
        }
    }

    @Test
    void anUnknownLossLeavesTheModelForPrediction() {
        Sequential model = small();
        model.compile("adam", "mse");
        Path file = rewritten(model, "\"class_name\":\"MeanSquaredError\"", "\"class_name\":\"Mystery\"");
        LoadedModel loaded = ModelReader.read(file);
        assertThat(loaded.missing()).containsExactly("Mystery");
        assertThat(loaded.model().isCompiled()).isFalse();
        assertThat(loaded.model().predict(ROWS)).isEqualTo(model.predict(ROWS));
    }

    @Test
    void aModelWithAFunctionOfOnesOwnCannotBeSaved() {
        Sequential model = Sequential.of(Input.of(6), Lambda.of(x -> x.multiply(2)));
        assertThatThrownBy(() -> model.save(folder.resolve("m.keras")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The model cannot be saved.
                          expected: layers of Keras, which a file can name
                          received: Lambda "lambda", a function
                          fix:      build the model again in Java where it is needed, and keep its weights by \
                        saveWeights and loadWeights""");
    }

    @Test
    void aLossOfOnesOwnIsLeftOutOfTheFile() {
        Sequential model = small();
        model.compile(c -> c.loss(new Loss() {
            @Override
            protected Tensor call(Tensor yTrue, Tensor yPred) {
                return Ops.mean(Ops.abs(yTrue.subtract(yPred)), -1);
            }
        }));
        model.save(folder.resolve("m.keras"));
        assertThat(Model.load(folder.resolve("m.keras")).isCompiled()).isFalse();
    }

    @Test
    void aModelWithoutWeightsCannotBeSaved() {
        assertThatThrownBy(() -> Sequential.of(Dense.of(3)).save(folder.resolve("m.keras")))
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        The model cannot be saved.
                          expected: a model that has weights
                          received: one whose input shape is not known yet
                          fix:      declare the input by Input.of(...), call buildFor(...), or train it first""");
    }

    @Test
    void anotherEndingIsRefused() {
        assertThatThrownBy(() -> small().save("model.h5"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The model cannot be saved as model.h5.
                          expected: a file name that ends in .keras
                          received: "model.h5"
                          fix:      save it as "model.keras"; weights alone by saveWeights""");
    }
}
