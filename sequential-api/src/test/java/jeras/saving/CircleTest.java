package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jeras.Array;
import jeras.Input;
import jeras.KerasNumbers;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Add;
import jeras.layers.Average;
import jeras.layers.BatchNormalization;
import jeras.layers.Bidirectional;
import jeras.layers.Concatenate;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dot;
import jeras.layers.Dropout;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import jeras.layers.GRU;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.LSTM;
import jeras.layers.LSTMCell;
import jeras.layers.Layer;
import jeras.layers.LayerNormalization;
import jeras.layers.MaxPooling2D;
import jeras.layers.Maximum;
import jeras.layers.Minimum;
import jeras.layers.MultiHeadAttention;
import jeras.layers.Multiply;
import jeras.layers.RNN;
import jeras.layers.Rescaling;
import jeras.layers.StringLookup;
import jeras.layers.Subtract;
import jeras.layers.TextVectorization;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.optimizers.Optimizer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models go from Jeras to Keras and back: what Jeras saved Keras loads, computes the same with, and saves again, and what Keras
 * saved Jeras loads. Python's half is {@code src/test/python/circle.py}.
 */
class CircleTest {
    private static final Path SCRIPT = Path.of("src/test/python/circle.py");

    /**
     * What Keras writes besides a layer's arguments, or where Jeras knows one value only: names and types are compared by what
     * comes of them.
     */
    private static final Set<String> NOT_ARGUMENTS = Set.of(
            "name",
            "trainable",
            "dtype",
            "sparse",
            "ragged",
            "optional",
            "encoding",
            "input_axes",
            "output_axes",
            "vocabulary_dtype");

    /** Keras's layer gives out its input itself, so that no functional model of Keras can have it. */
    private static final String CYCLE = "from operation 'equalization' is part of a cycle";

    /** Keras promises images of the asked size also in prediction, and gives out those that came in. */
    private static final String NOT_CROPPED = "RandomCrop";

    @TempDir
    private Path folder;

    /** One model with its inputs, in a folder of its own. */
    private record Case(String name, Model model, List<Array> inputs) {
        Path file(Path folder, String file) {
            return folder.resolve(name).resolve(file);
        }
    }

    // ---- every layer -----------------------------------------------------------------------------------------------

    private static List<Case> layers() {
        List<Case> cases = new ArrayList<>();
        for (SavedLayersTest.Saved saved : SavedLayersTest.LAYERS) {
            cases.add(new Case(
                    String.format("%03d-%s", cases.size(), saved.layer().className()),
                    SavedLayersTest.model(saved),
                    SavedLayersTest.data(saved)));
        }
        return cases;
    }

    @Test
    void everyLayerComputesTheSameInKerasAndComesBackAsItWas() throws Exception {
        List<Case> cases = layers();
        keras("predict", cases);
        for (Difference difference : compared(cases)) {
            assertThat(difference).matches(d -> d.there() <= 1e-4 && d.back() == 0);
        }
    }

    @Test
    void whatAFileLeavesOutIsKerassDefault() throws Exception {
        List<Case> cases = layers();
        keras("defaults", cases);
        SoftAssertions all = new SoftAssertions();
        for (Case each : cases) {
            if (!went(each, all)) {
                continue;
            }
            for (JsonElement one : JsonParser.parseString(Files.readString(each.file(folder, "defaults.json")))
                    .getAsJsonArray()) {
                JsonObject told = one.getAsJsonObject();
                JsonObject asked = ObjectWriter.described(
                        "keras.layers", told.get("class_name").getAsString(), told.getAsJsonObject("asked"));
                all.assertThatCode(() -> {
                            Layer made = LayerReader.layer(asked, Where.in(new Place(folder, "defaults.json")));
                            JsonObject ours = LayerWriter.layer(made).getAsJsonObject("config");
                            assertSameArguments(all, each.name(), ours, told.getAsJsonObject("config"));
                        })
                        .as(each.name())
                        .doesNotThrowAnyException();
            }
        }
        all.assertAll();
    }

    // ---- arguments of calls, masks and states ----------------------------------------------------------------------

    @Test
    void callsWithArgumentsMasksAndStatesGoAround() throws Exception {
        Tensor query = Input.of(4, 6).name("query");
        Tensor value = Input.of(5, 6).name("value");
        Tensor allowed = Input.of(4, 5).dtype("bool").name("allowed");
        Tensor kept = Input.of(5).dtype("bool").name("kept");
        List<Tensor> attended = MultiHeadAttention.of(2, 3)
                .applyAllWith(c -> c.attentionMask(allowed).returnAttentionScores(true), query, value);
        Tensor own = MultiHeadAttention.of(2, 3).applyWith(c -> c.useCausalMask(true), query, query);
        Tensor last = LSTM.of(3).applyWith(c -> c.mask(kept), value);
        Model attention =
                Model.of(List.of(query, value, allowed, kept), List.of(attended.get(0), attended.get(1), own, last));

        Tensor ids = Input.of(7).dtype("int32").name("ids");
        Tensor state = Input.of(3).name("state");
        List<Tensor> encoded = LSTM.of(3)
                .returnState(true)
                .applyAll(Embedding.of(9, 4).maskZero(true).apply(ids));
        Tensor decoded = LSTM.of(3).returnSequences(true).apply(value, encoded.get(1), encoded.get(2));
        Tensor gated = GRU.of(3).apply(value, state);
        Tensor stacked = RNN.of(LSTMCell.of(3), LSTMCell.of(2)).apply(value);
        Model states = Model.of(List.of(ids, value, state), List.of(decoded, gated, stacked));

        Tensor both = Bidirectional.of(GRU.of(2).returnSequences(true))
                .apply(Embedding.of(9, 4).maskZero(true).apply(ids));
        Model masks = Model.of(
                ids,
                List.of(
                        both,
                        LSTM.of(2).apply(both),
                        GlobalAveragePooling1D.of().apply(both)));

        List<Case> cases = List.of(
                new Case("attention", attention, List.of(ramp(2, 4, 6), ramp(2, 5, 6), bits(2, 4, 5), bits(2, 5))),
                new Case("states", states, List.of(tokens(), ramp(2, 5, 6), ramp(2, 3))),
                new Case("masks", masks, List.of(tokens())));
        keras("predict", cases);
        for (Difference difference : compared(cases)) {
            assertThat(difference).matches(d -> d.there() <= 1e-4 && d.back() == 0);
        }
    }

    @Test
    void masksThroughMergingLayersGoAround() throws Exception {
        Tensor a = Input.of(7).dtype("int32").name("a");
        Tensor b = Input.of(7).dtype("int32").name("b");
        Tensor x = Embedding.of(9, 4).maskZero(true).apply(a);
        Tensor y = Embedding.of(9, 4).maskZero(true).apply(b);
        List<Layer> merges = List.of(
                Add.of(),
                Average.of(),
                Multiply.of(),
                Maximum.of(),
                Minimum.of(),
                Subtract.of(),
                Concatenate.of(),
                Concatenate.of().axis(1),
                Dot.of(2));
        List<Case> cases = new ArrayList<>();
        for (Layer merge : merges) {
            Tensor merged = merge.apply(x, y);
            Model model = Model.of(
                    List.of(a, b),
                    List.of(
                            LSTM.of(2).apply(merged),
                            GlobalAveragePooling1D.of().apply(merged),
                            GlobalAveragePooling1D.of()
                                    .apply(MultiHeadAttention.of(1, 2).apply(merged, merged))));
            cases.add(new Case(cases.size() + "-" + merge.className(), model, List.of(tokens(), tokens2())));
        }
        keras("predict", cases);
        for (Difference difference : compared(cases)) {
            assertThat(difference).matches(d -> d.there() <= 1e-4 && d.back() == 0);
        }
    }

    /** Rows whose padding is at other places than that of {@link #tokens}. */
    private static Array tokens2() {
        return Array.of(new int[] {1, 0, 3, 8, 2, 0, 0, 2, 0, 0, 6, 0, 1, 4}, 2, 7);
    }

    // ---- operations between layers ---------------------------------------------------------------------------------

    @Test
    void operationsBetweenLayersGoAround() throws Exception {
        Tensor x = Input.of(4).name("x");
        Tensor h = Dense.of(3).apply(x).add(0.5);
        h = Ops.concatenate(List.of(h, Ops.expandDims(h.get(":, 0"), 1)), 1);
        h = Ops.multiply(h, Array.of(new float[] {1, 2, 3, 4}).toTensor());
        Tensor products = Ops.matmul(h, Ops.transpose(h));
        Model numbers = Model.of(x, List.of(Ops.mean(products, 1), Ops.mean(h, true, -1)));

        // Not convTranspose: Keras's node of it loads, but hands its arguments on in the wrong order (3.15.1).
        Tensor images = Input.of(6, 6, 3).name("images");
        Tensor depthwise = ramp(3, 3, 3, 2).toTensor();
        Tensor pointwise = ramp(1, 1, 6, 4).toTensor();
        Tensor bias = Array.of(new float[] {1, 2, 3, 4}).toTensor();
        long[] twice = {2, 2};
        long[] once = {1, 1};
        Model convolutions = Model.of(
                images,
                List.of(
                        Ops.conv(images, ramp(3, 3, 3, 4).toTensor(), bias, twice, "same", once, 1),
                        Ops.depthwiseConv(images, depthwise, null, once, "valid", once),
                        Ops.separableConv(images, depthwise, pointwise, null, once, "same", once),
                        Ops.separableConv(images, depthwise, pointwise, bias, once, "same", once)));

        Tensor query = Input.of(4, 2, 3).name("query");
        Tensor value = Input.of(5, 2, 3).name("value");
        Tensor kept = Input.of(2, 4, 5).dtype("bool").name("kept");
        Model attention = Model.of(
                List.of(query, value, kept),
                List.of(
                        Ops.dotProductAttention(query, value, value, null, 0.5, false),
                        Ops.dotProductAttention(query, query, query, null, 0.5, true),
                        Ops.dotProductAttention(query, value, value, kept, 0.5, false)));

        Model pictures = Model.of(
                images,
                List.of(
                        Ops.resize(images, 4, 5, o -> o.interpolation("bicubic").antialias(true)),
                        Ops.rgbToGrayscale(images),
                        Ops.rgbToHsv(images),
                        Ops.hsvToRgb(images),
                        Ops.sobelEdges(images),
                        Ops.cropImages(images, o -> o.top(1).bottom(2).left(1).targetWidth(3)),
                        Ops.padImages(
                                images, o -> o.top(1).targetHeight(9).left(1).right(0)),
                        Ops.extractPatches(images, 2),
                        Ops.gaussianBlur(images, new int[] {3, 3}, new double[] {1, 2}),
                        Ops.ssim(images, Ops.clip(images, 0.1, 0.9), o -> o.filterSize(3)),
                        Ops.affineTransform(
                                images,
                                Array.of(new float[] {1, 0.1f, 0, 0, 1, 1, 0, 0})
                                        .toTensor())));
        Array pixels = ramp(2, 6, 6, 3).multiply(0.5).add(0.5);
        List<Case> cases = List.of(
                new Case("numbers", numbers, List.of(ramp(2, 4))),
                new Case("convolutions", convolutions, List.of(pixels)),
                new Case("attention", attention, List.of(ramp(2, 4, 2, 3), ramp(2, 5, 2, 3), bits(2, 2, 4, 5))),
                new Case("pictures", pictures, List.of(pixels)));
        keras("predict", cases);
        for (Difference difference : compared(cases)) {
            assertThat(difference).matches(d -> d.there() <= 1e-4 && d.back() == 0);
        }
    }

    private static Array ramp(long... shape) {
        int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (i * 7 % 13 - 6) / 6f;
        }
        return Array.of(values, shape);
    }

    /** The first of each row is true. */
    private static Array bits(long... shape) {
        int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % shape[shape.length - 1] == 0 || i % 3 != 0 ? 1 : 0;
        }
        return Array.of(values, shape).cast(DataType.BOOLEAN);
    }

    /** Two rows of seven, which end in padding. */
    private static Array tokens() {
        return Array.of(new int[] {1, 5, 3, 8, 0, 0, 0, 2, 2, 4, 6, 7, 1, 0}, 2, 7);
    }

    // ---- training goes on ------------------------------------------------------------------------------------------

    @Test
    void anyOptimizerGoesOnInKerasWhereItWasAndBackAgain() throws Exception {
        Array x = ramp(8, 5);
        Array y = ramp(8, 2);
        List<Case> cases = new ArrayList<>();
        for (Optimizer optimizer : CompileRoundTripTest.optimizers().toList()) {
            Sequential model = Sequential.of(
                    Input.of(5),
                    Dense.of(4).activation("tanh").name("first"),
                    Dense.of(2).name("last"));
            model.compile(c -> c.optimizer(optimizer).loss("mse"));
            model.trainOnBatch(x, y);
            model.trainOnBatch(x, y);
            cases.add(new Case(
                    String.format("%02d-%s", cases.size(), optimizer.getClass().getSimpleName()), model, List.of(x)));
        }
        for (Case each : cases) {
            Files.createDirectories(folder.resolve(each.name()));
            write(List.of(y), each.file(folder, "targets.json"));
        }
        keras("train", cases);
        SoftAssertions all = new SoftAssertions();
        for (Case each : cases) {
            if (!went(each, all)) {
                continue;
            }
            Model back = Model.load(each.file(folder, "keras.keras"));
            all.assertThat(back.optimizer().iterations()).as(each.name()).isEqualTo(3);
            each.model().trainOnBatch(x, y);
            assertClose(
                    all,
                    each.name() + ", the step in Keras",
                    back.getWeights(),
                    each.model().getWeights());
            back.trainOnBatch(x, y);
            each.model().trainOnBatch(x, y);
            assertClose(
                    all,
                    each.name() + ", the step after",
                    back.getWeights(),
                    each.model().getWeights());
        }
        all.assertAll();
    }

    private static void assertClose(SoftAssertions all, String what, List<Array> actual, List<Array> expected) {
        all.assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            all.assertThat(distance(actual.get(i), expected.get(i)))
                    .as(what + ": weight " + i)
                    .isLessThanOrEqualTo(1e-4);
        }
    }

    // ---- whole models ----------------------------------------------------------------------------------------------

    @Test
    void wholeModelsGoAroundAndTheGreatestDifferencesArePrinted() throws Exception {
        List<Case> cases = List.of(
                new Case("cnn", convolutional(), List.of(ramp(4, 12, 12, 3))),
                new Case("bidirectional LSTM with masks", recurrent(), List.of(tokens())),
                new Case("transformer", transformer(), List.of(tokens())),
                new Case(
                        "text vectorization",
                        text(),
                        List.of(Array.of(new String[] {"a good film", "Bad! bad", "", "a film, unseen"}, 4, 1))));
        keras("predict", cases);
        for (Difference difference : compared(cases)) {
            System.out.println(difference);
            assertThat(difference).matches(d -> d.there() <= 1e-4 && d.back() == 0);
        }
    }

    private static Model convolutional() {
        return Sequential.of(
                Input.of(12, 12, 3),
                Rescaling.of(0.5),
                Conv2D.of(8, 3).activation("relu").padding("same"),
                BatchNormalization.of(),
                MaxPooling2D.of(2),
                Conv2D.of(16, 3).strides(2).activation("relu"),
                Flatten.of(),
                Dropout.of(0.5),
                Dense.of(10).activation("softmax"));
    }

    private static Model recurrent() {
        return Sequential.of(
                Input.of(7).dtype("int32"),
                Embedding.of(9, 8).maskZero(true),
                Bidirectional.of(LSTM.of(6).returnSequences(true)),
                Bidirectional.of(LSTM.of(4)).mergeMode("ave"),
                Dense.of(1).activation("sigmoid"));
    }

    private static Model transformer() {
        Tensor ids = Input.of(7).dtype("int32").name("ids");
        Tensor x = Embedding.of(9, 8).maskZero(true).apply(ids);
        for (int block = 0; block < 2; block++) {
            Tensor attended = MultiHeadAttention.of(2, 4).applyWith(c -> c.useCausalMask(true), x, x);
            Tensor first = LayerNormalization.of().apply(Add.of().apply(x, attended));
            Tensor wide = Dense.of(16).activation("gelu").apply(first);
            x = LayerNormalization.of().apply(Add.of().apply(first, Dense.of(8).apply(wide)));
        }
        return Model.of(
                ids,
                Dense.of(3)
                        .activation("softmax")
                        .apply(GlobalAveragePooling1D.of().apply(x)));
    }

    private static Model text() {
        Tensor texts = Input.of(1).dtype("string").name("texts");
        Tensor ids = TextVectorization.of()
                .vocabulary("a", "film", "good", "bad")
                .outputSequenceLength(5)
                .apply(texts);
        Tensor seen = Bidirectional.of(GRU.of(4))
                .apply(Embedding.of(6, 8).maskZero(true).apply(ids));
        Tensor hot = StringLookup.of()
                .vocabulary("a good film", "bad")
                .outputMode("multi_hot")
                .apply(texts);
        return Model.of(
                texts, Dense.of(1).activation("sigmoid").apply(Concatenate.of().apply(seen, hot)));
    }

    // ---- the circle ------------------------------------------------------------------------------------------------

    /** The greatest differences of predictions: of Keras's from ours, and of ours when loaded from Keras's file from ours. */
    private record Difference(String model, double there, double back) {
        @Override
        public String toString() {
            return String.format("%s: Jeras to Keras %.1e, back to Jeras %.1e", model, there, back);
        }
    }

    private void keras(String what, List<Case> cases) throws IOException, InterruptedException {
        for (Case each : cases) {
            Files.createDirectories(folder.resolve(each.name()));
            each.model().save(each.file(folder, "jeras.keras"));
            write(each.inputs(), each.file(folder, "inputs.json"));
        }
        PythonKeras.run(folder, SCRIPT, what, folder);
    }

    /** Whether Keras did its part; false and a line on the screen where it lacks TensorFlow for that. */
    private boolean went(Case each, SoftAssertions all) throws IOException {
        Path error = each.file(folder, "error.txt");
        if (Files.exists(error)) {
            String message = Files.readString(error);
            if (!message.contains(CYCLE)) {
                all.fail(each.name() + "\n" + message);
            }
            return false;
        }
        Path skipped = each.file(folder, "skipped.txt");
        if (Files.exists(skipped)) {
            System.out.println(each.name() + " is left out: " + Files.readString(skipped));
            return false;
        }
        return true;
    }

    /** Holds what Keras computed and saved against the models, and says how far it is from them. */
    private List<Difference> compared(List<Case> cases) throws IOException {
        List<Difference> differences = new ArrayList<>();
        SoftAssertions all = new SoftAssertions();
        for (Case each : cases) {
            if (!went(each, all)) {
                continue;
            }
            List<Array> ours = each.model().predictAll(each.inputs());
            List<Array> theirs = new ArrayList<>();
            JsonParser.parseString(Files.readString(each.file(folder, "outputs.json")))
                    .getAsJsonArray()
                    .forEach(a -> theirs.add(KerasNumbers.array(a.getAsJsonObject())));
            Model back = Model.load(each.file(folder, "keras.keras"));
            List<Array> again = back.predictAll(each.inputs());
            all.assertThat(back.getWeights())
                    .as(each.name())
                    .isEqualTo(each.model().getWeights());
            assertSameLayers(
                    all, each.name(), configs(LayerWriter.layer(each.model())), configs(LayerWriter.layer(back)));
            all.assertThat(theirs).as(each.name()).hasSameSizeAs(ours);
            double there = 0;
            double home = 0;
            for (int i = 0; i < ours.size() && i < theirs.size(); i++) {
                there = each.name().endsWith(NOT_CROPPED) ? 0 : Math.max(there, distance(theirs.get(i), ours.get(i)));
                home = Math.max(home, distance(again.get(i), ours.get(i)));
            }
            all.assertThat(there).as(each.name() + " in Keras").isCloseTo(0, within(1e-4));
            all.assertThat(home).as(each.name() + " back").isZero();
            differences.add(new Difference(each.name(), there, home));
            assertSameLayers(
                    all,
                    each.name(),
                    configs(KerasArchive.read(each.file(folder, "jeras.keras")).config()),
                    configs(KerasArchive.read(each.file(folder, "keras.keras")).config()));
        }
        all.assertAll();
        return differences;
    }

    /** The greatest difference of an element, of large ones in proportion. Not the same shape is infinitely far. */
    private static double distance(Array actual, Array expected) {
        if (!Arrays.equals(actual.shape().getShape(), expected.shape().getShape())) {
            return Double.POSITIVE_INFINITY;
        }
        double[] a = actual.cast("float64").toDoubleArray();
        double[] b = expected.cast("float64").toDoubleArray();
        double greatest = 0;
        for (int i = 0; i < a.length; i++) {
            double d = a[i] == b[i] ? 0 : Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i]));
            greatest = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(greatest, d);
        }
        return greatest;
    }

    /** The configurations of a model's layers by name. */
    private static Map<String, JsonObject> configs(JsonObject model) {
        Map<String, JsonObject> configs = new LinkedHashMap<>();
        model.getAsJsonObject("config").getAsJsonArray("layers").forEach(layer -> {
            JsonObject config = layer.getAsJsonObject().getAsJsonObject("config");
            JsonElement name = config.has("name")
                    ? config.get("name")
                    : layer.getAsJsonObject().get("name");
            configs.put(name.getAsString(), config);
        });
        return configs;
    }

    private static void assertSameLayers(
            SoftAssertions all, String model, Map<String, JsonObject> ours, Map<String, JsonObject> theirs) {
        // Keras writes what computes masks as nodes, too.
        all.assertThat(theirs.keySet()).as(model).containsAll(ours.keySet());
        ours.forEach((name, config) -> {
            if (theirs.containsKey(name)) {
                assertSameArguments(all, model + ", " + name, config, theirs.get(name));
            }
        });
    }

    // ---- arguments -------------------------------------------------------------------------------------------------

    private static void assertSameArguments(SoftAssertions all, String what, JsonObject ours, JsonObject keras) {
        Set<String> known = ours.keySet();
        keras.asMap().forEach((key, value) -> {
            // Left open, they are what Keras makes of them when the shape of the input is known, or draws.
            boolean open = Set.of("attention_axes", "seed").contains(key)
                    && known.contains(key)
                    && ours.get(key).isJsonNull();
            // No arguments of the layer, or what it has learned, which is nothing yet.
            boolean fixed = Set.of("oov_method", "vocabulary_size").contains(key) && !known.contains(key);
            if (!NOT_ARGUMENTS.contains(key) && !open && !fixed) {
                Object one = plain(known.contains(key) ? ours.get(key) : null);
                boolean sides = key.endsWith("_factor") && one instanceof Float && value.isJsonArray();
                all.assertThat(sides ? List.of(-(Float) one, one) : one)
                        .as(what + ": " + key)
                        .isEqualTo(plain(value));
            }
        });
    }

    /** What an argument says, without how it is spelled: in how many digits, with a fraction, where a class is found. */
    private static Object plain(JsonElement json) {
        if (json == null || json.isJsonNull()) {
            return "null";
        } else if (json instanceof JsonArray array) {
            return array.size() == 1
                    ? plain(array.get(0))
                    : array.asList().stream().map(CircleTest::plain).toList();
        } else if (json instanceof JsonObject object) {
            if (object.has("class_name") && object.has("config")) {
                return Map.of("class", object.get("class_name").getAsString(), "config", plain(object.get("config")));
            }
            Map<String, Object> values = new LinkedHashMap<>();
            object.asMap().forEach((key, value) -> {
                if (!NOT_ARGUMENTS.contains(key) && !value.isJsonNull()) {
                    values.put(key, plain(value));
                }
            });
            return values;
        }
        JsonPrimitive primitive = json.getAsJsonPrimitive();
        return primitive.isNumber() ? (Object) primitive.getAsFloat() : primitive.toString();
    }

    // ---- arrays ----------------------------------------------------------------------------------------------------

    private static void write(List<Array> arrays, Path file) throws IOException {
        JsonArray all = new JsonArray();
        for (Array array : arrays) {
            JsonObject json = new JsonObject();
            json.addProperty("type", jeras.utils.DataTypes.name(array.dataType()));
            JsonArray shape = new JsonArray();
            Arrays.stream(array.shape().getShape()).forEach(shape::add);
            JsonArray values = new JsonArray();
            if (array.dataType() == DataType.STRING) {
                Stream.of(array.toStringArray()).forEach(values::add);
            } else {
                Arrays.stream(array.cast("float64").toDoubleArray()).forEach(values::add);
            }
            json.add("shape", shape);
            json.add("values", values);
            all.add(json);
        }
        Files.writeString(file, all.toString());
    }
}
