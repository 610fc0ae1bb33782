package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Add;
import jeras.layers.Attention;
import jeras.layers.BatchNormalization;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import jeras.layers.LSTM;
import jeras.layers.Layer;
import jeras.layers.MultiHeadAttention;
import jeras.losses.Huber;
import jeras.metrics.CosineSimilarity;
import jeras.ops.Tensor;
import jeras.optimizers.SGD;
import jeras.optimizers.schedules.ExponentialDecay;
import jeras.training.CompileOptions;
import jeras.utils.DataTypes;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The written source is compiled and run, and the model that it builds is held against the original. */
class JavaSourceTest {
    @TempDir
    Path folder;

    private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");

    /** Compiles sources of different classes and builds their models. */
    private List<Model> build(List<String> sources) throws Exception {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String source : sources) {
            Matcher name = CLASS.matcher(source);
            assertThat(name.find()).isTrue();
            Path file = folder.resolve(name.group(1) + ".java");
            Files.writeString(file, source);
            files.put(name.group(1), file);
        }
        compile(List.copyOf(files.values()));
        List<Model> models = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            for (String name : files.keySet()) {
                models.add((Model) loader.loadClass(name).getMethod("build").invoke(null));
            }
        }
        return models;
    }

    private void compile(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<File> jars = List.of(path.split(File.pathSeparator)).stream()
                    .map(File::new)
                    .toList();
            manager.setLocation(javax.tools.StandardLocation.CLASS_PATH, jars);
            manager.setLocation(javax.tools.StandardLocation.CLASS_OUTPUT, List.of(folder.toFile()));
            boolean compiled = compiler.getTask(
                            messages,
                            manager,
                            null,
                            List.of("-Xlint:all", "-proc:none"),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static void assertEqual(Model built, Model original) {
        assertThat(described(built)).isEqualTo(described(original));
    }

    private static String described(Model model) {
        return new String(JsonText.write(LayerWriter.layer(model)), StandardCharsets.UTF_8);
    }

    @Test
    void everyLayerOfTheCatalogueIsWrittenWithAllItsArguments() throws Exception {
        List<Model> models = new ArrayList<>();
        for (SavedLayersTest.Saved saved : SavedLayersTest.LAYERS) {
            List<Tensor> inputs = new ArrayList<>();
            for (Shape shape : saved.inputs()) {
                inputs.add(Input.of(shape.getShape())
                        .dtype(DataTypes.name(saved.layer().inputType())));
            }
            Layer layer = saved.layer().copy();
            models.add(Model.of("m" + models.size(), inputs, layer.applyAll(inputs)));
        }
        SoftAssertions written = new SoftAssertions();
        List<String> sources = new ArrayList<>();
        models.forEach(model ->
                written.assertThatCode(() -> sources.add(model.toJavaSource())).doesNotThrowAnyException());
        written.assertAll();
        List<Model> built = build(sources);
        SoftAssertions equal = new SoftAssertions();
        for (int i = 0; i < models.size(); i++) {
            equal.assertThat(described(built.get(i))).isEqualTo(described(models.get(i)));
        }
        equal.assertAll();
    }

    @Test
    void aStackReadsAsOneWouldWriteIt() throws Exception {
        Model model = Sequential.of(
                Input.of(28, 28, 1),
                Conv2D.of(32, 3).activation("relu").padding("same"),
                Flatten.of(),
                Dense.of(64).kernelRegularizer(jeras.regularizers.L2.of(0.01)),
                Dense.of(10).activation("softmax").name("classes"));

        assertThat(model.toJavaSource()).isEqualTo("""
                import jeras.Input;
                import jeras.Sequential;
                import jeras.layers.Conv2D;
                import jeras.layers.Dense;
                import jeras.layers.Flatten;

                /** Builds the model "sequential", with new weights. */
                public final class SequentialModel {
                    private SequentialModel() {}

                    public static Sequential build() {
                        return Sequential.of(
                                Input.of(28, 28, 1),
                                Conv2D.of(32, 3).padding("same").activation("relu"),
                                Flatten.of(),
                                Dense.of(64).kernelRegularizer("l2"),
                                Dense.of(10).activation("softmax").name("classes"));
                    }
                }
                """);
        assertEqual(build(List.of(model.toJavaSource())).get(0), model);
    }

    @Test
    void sharedLayersNestedModelsAndSeveralOutputsAreWritten() throws Exception {
        Sequential encoder = Sequential.named("encoder");
        encoder.add(Dense.of(4));
        encoder.add(BatchNormalization.of());
        Tensor left = Input.of(6).name("left");
        Tensor right = Input.of(6).name("right");
        Tensor ids = Input.of(5).dtype("int32").name("int");
        Tensor sum = Add.of().apply(encoder.apply(left), encoder.apply(right));
        List<Tensor> states =
                LSTM.of(4).returnState(true).applyAll(Embedding.of(9, 3).apply(ids));
        Model model =
                Model.of("twin", List.of(left, right, ids), List.of(Dense.of(2).apply(sum), states.get(2)));

        assertEqual(build(List.of(model.toJavaSource())).get(0), model);
    }

    @Test
    void aLoadedModelIsPortedAndTakesItsWeights() throws Exception {
        Model model = Sequential.of(Input.of(4), Dense.of(3).name("a").trainable(false), Dense.of(2));
        model.save(folder.resolve("model.keras"));
        model.saveWeights(folder.resolve("model.weights.h5"));

        Model ported = build(List.of(Model.load(folder.resolve("model.keras")).toJavaSource()))
                .get(0);
        ported.loadWeights(folder.resolve("model.weights.h5"));

        Array x = Array.of(new float[][] {{1, 2, 3, 4}});
        assertThat(ported.predict(x)).isEqualTo(model.predict(x));
    }

    @Test
    void argumentsOfCallsAreWritten() throws Exception {
        Tensor query = Input.of(4, 6).name("c");
        Tensor value = Input.of(5, 6).name("value");
        Tensor allowed = Input.of(4, 5).dtype("bool").name("allowed");
        Tensor kept = Input.of(5).dtype("bool").name("kept");
        List<Tensor> both = MultiHeadAttention.of(2, 3)
                .applyAllWith(
                        c -> c.attentionMask(allowed).useCausalMask(true).returnAttentionScores(true), query, value);
        Tensor masked = Attention.of().applyWith(c -> c.mask(1, kept), query, value);
        Tensor last = LSTM.of(3).applyWith(c -> c.mask(kept).training(false), value);
        Model model = Model.of(List.of(query, value, allowed, kept), List.of(both.get(0), both.get(1), masked, last));

        assertThat(model.toJavaSource())
                .contains(
                        "MultiHeadAttention.of(2, 3).applyAllWith(c -> c.attentionMask(allowed).useCausalMask(true)"
                                + ".returnAttentionScores(true), c1, value);",
                        "Attention.of().applyWith(c -> c.mask(1, kept), c1, value);",
                        "LSTM.of(3).applyWith(c -> c.mask(kept).training(false), value);");
        assertEqual(build(List.of(model.toJavaSource())).get(0), model);
    }

    @Test
    void aModelThatIsCompiledByIdsIsCompiledByIdsAgain() throws Exception {
        Model model = Sequential.of(Input.of(2), Dense.of(1));
        model.compile("adam", "mse", "mae", "accuracy");

        assertThat(model.toJavaSource()).contains("""
                        Sequential model = Sequential.of(
                                Input.of(2),
                                Dense.of(1));
                        model.compile("adam", "mse", "mae", "accuracy");
                        return model;
                """);
        assertSameCompilation(build(List.of(model.toJavaSource())).get(0), model);
    }

    @Test
    void everythingThatCompileWasToldIsWritten() throws Exception {
        Tensor x = Input.of(4).name("x");
        Tensor label = Dense.of(3).activation("softmax").name("label").apply(x);
        Tensor score = Dense.of(1).name("score").apply(x);
        Model model = Model.of(x, List.of(label, score));
        model.compile(c -> c.optimizer(SGD.of(ExponentialDecay.of(0.1, 3, 0.5).staircase(true))
                        .momentum(0.9)
                        .clipnorm(1)
                        .excludeFromWeightDecay("bias"))
                .loss("score", Huber.of().delta(0.3))
                .loss("label", "sparse_categorical_crossentropy")
                .lossWeight("label", 0.5)
                .metricsFor("label", "accuracy")
                .metricsFor("score", CosineSimilarity.of().name("angle"))
                .weightedMetricsFor("score", "mse"));

        assertThat(model.toJavaSource())
                .contains(
                        "model.compile(c -> c.optimizer(SGD.of(ExponentialDecay.of(0.1, 3, 0.5).staircase(true))", """
                        .loss("label", "sparse_categorical_crossentropy")
                                        .lossWeight("label", 0.5)
                                        .loss("score", Huber.of().delta(0.3))
                                        .metricsFor("label", "accuracy")
                        """);
        assertSameCompilation(build(List.of(model.toJavaSource())).get(0), model);
    }

    @Test
    void everyOptimizerLossAndMetricIsWritten() throws Exception {
        List<Model> models = new ArrayList<>();
        CompileRoundTripTest.optimizers().forEach(o -> models.add(compiled(models.size(), c -> c.optimizer(o))));
        CompileRoundTripTest.losses().forEach(l -> models.add(compiled(models.size(), c -> c.loss(l))));
        CompileRoundTripTest.metrics().forEach(m -> models.add(compiled(models.size(), c -> c.metrics(m))));
        List<Model> built = build(models.stream().map(Model::toJavaSource).toList());
        for (int i = 0; i < models.size(); i++) {
            assertSameCompilation(built.get(i), models.get(i));
        }
    }

    private static Model compiled(int number, Consumer<CompileOptions> told) {
        Tensor x = Input.of(3);
        Model model = Model.of("m" + number, List.of(x), List.of(Dense.of(3).apply(x)));
        model.compile(c -> told.accept(c.loss("mse")));
        return model;
    }

    private static void assertSameCompilation(Model built, Model original) {
        assertEqual(built, original);
        assertThat(compilation(built)).isEqualTo(compilation(original));
    }

    private static String compilation(Model model) {
        return CompileWriter.write(model.trainer().options().told(), model.outputNames())
                .toString();
    }

    @Test
    void aLayerOfOnesOwnIsNamed() {
        Model model = Sequential.of(Input.of(2), new Layer() {
            @Override
            protected Tensor call(Tensor x) {
                return x.add(x);
            }
        });
        assertThatThrownBy(model::toJavaSource)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("The model cannot be written as Java.\n  expected: layers of Keras");
    }
}
