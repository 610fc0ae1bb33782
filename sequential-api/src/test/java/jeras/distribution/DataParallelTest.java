package jeras.distribution;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import jeras.InvalidArgumentException;
import jeras.callbacks.BackupAndRestore;
import jeras.callbacks.EarlyStopping;
import jeras.callbacks.LambdaCallback;
import jeras.callbacks.ModelCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.Keras;
import jeras.Metrics;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.*;
import jeras.metrics.Mean;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.optimizers.Gradients;
import jeras.optimizers.SGD;
import jeras.training.CompileOptions;
import jeras.training.FitOptions;
import jeras.training.StepData;
import jeras.training.StepLogs;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What replicas on the CPU give is held against what one device gives for the same batches. */
class DataParallelTest {
    private static final Random RANDOM = new Random(5);
    /** In batches of 8, the last one has fewer samples than there are replicas. */
    private static final int SAMPLES = 26;

    private static final Array ROWS = normal(SAMPLES, 6);
    private static final Array IMAGES = normal(SAMPLES, 6, 6, 2);
    private static final Array TOKENS = tokens(SAMPLES, 7);
    private static final Array CLASSES = classes(SAMPLES, 3);
    private static final Array NUMBERS = normal(SAMPLES, 1);
    private static final Array WEIGHTS = normal(SAMPLES).multiply(0.2).add(1);

    private static Array normal(int... shape) {
        long[] dims = Stream.of(shape)
                .flatMapToLong(s -> java.util.Arrays.stream(s).asLongStream())
                .toArray();
        int size = (int) new Shape(dims).size();
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) RANDOM.nextGaussian();
        }
        return Array.of(values).reshape(dims);
    }

    /** Sequences of different lengths, filled up with 0. */
    private static Array tokens(int samples, int steps) {
        int[][] tokens = new int[samples][steps];
        for (int[] row : tokens) {
            int length = 1 + RANDOM.nextInt(steps);
            for (int t = 0; t < length; t++) {
                row[t] = 1 + RANDOM.nextInt(9);
            }
        }
        return Array.of(tokens);
    }

    private static Array classes(int samples, int count) {
        return Array.of(RANDOM.ints(samples, 0, count).toArray());
    }

    // ---- models ----------------------------------------------------------------------------------------------------

    /** A model with the data that it trains on. */
    private record Case(
            String name, Supplier<Model> model, Consumer<CompileOptions> compile, Object x, Object y, Object weights) {
        Case(String name, Supplier<Model> model, Consumer<CompileOptions> compile, Object x, Object y) {
            this(name, model, compile, x, y, null);
        }

        Trained train(int replicas) {
            AtomicReference<Trained> trained = new AtomicReference<>();
            on(replicas, () -> trained.set(train()));
            return trained.get();
        }

        private Trained train() {
            Keras.setRandomSeed(11);
            Model made = model.get();
            made.compile(compile);
            Consumer<FitOptions> options = f -> f.epochs(3).batchSize(8).verbose(0);
            History history = made.fit(x, y, f -> {
                options.accept(f);
                f.validationData(x, y);
                if (weights != null) {
                    f.sampleWeight(weights);
                }
            });
            Metrics metrics = made.evaluate(x, y, e -> e.batchSize(8).verbose(0));
            List<Array> predictions = made.predictAll(x, p -> p.batchSize(8).verbose(0));
            return new Trained(made, history, metrics, predictions);
        }
    }

    private record Trained(Model model, History history, Metrics metrics, List<Array> predictions) {
        void assertLike(Trained other) {
            List<Array> now = model.getWeights();
            List<Array> then = other.model.getWeights();
            assertThat(now).hasSameSizeAs(then);
            for (int i = 0; i < now.size(); i++) {
                assertClose(now.get(i), then.get(i), model.weights().get(i).path());
            }
            for (int i = 0; i < predictions.size(); i++) {
                assertClose(predictions.get(i), other.predictions.get(i), "output " + i);
            }
            assertThat(history.history().keySet())
                    .isEqualTo(other.history.history().keySet());
            history.history().forEach((log, values) -> {
                for (int e = 0; e < values.size(); e++) {
                    assertThat(values.get(e))
                            .as(log)
                            .isCloseTo(other.history.history().get(log).get(e), within(1e-5));
                }
            });
            metrics.asMap()
                    .forEach((log, value) -> assertThat(value)
                            .as(log)
                            .isCloseTo(other.metrics.asMap().get(log), within(1e-5)));
        }
    }

    private static void assertClose(Array now, Array then, String what) {
        assertThat(now.shape()).as(what).isEqualTo(then.shape());
        double[] a = now.toDoubleArray();
        double[] b = then.toDoubleArray();
        for (int i = 0; i < a.length; i++) {
            assertThat(a[i]).as(what).isCloseTo(b[i], within(1e-5));
        }
    }

    private static void on(int replicas, Runnable body) {
        if (replicas == 1) {
            body.run();
        } else {
            DataParallel.replicas("cpu", replicas).scope(body);
        }
    }

    private static Model mlp() {
        return Sequential.of(
                Input.of(6),
                Dense.of(8).activation("relu").kernelRegularizer("l2"),
                Dense.of(8).activation("tanh").activityRegularizer(jeras.regularizers.Regularizer.of("l2")),
                Dense.of(3).activation("softmax"));
    }

    private static Model cnn() {
        return Sequential.of(
                Input.of(6, 6, 2),
                Conv2D.of(4, 3).padding("same").activation("relu"),
                MaxPooling2D.of(2),
                DepthwiseConv2D.of(2),
                GroupNormalization.of().groups(2),
                Flatten.of(),
                Dense.of(3).activation("softmax"));
    }

    private static Model recurrent() {
        return Sequential.of(
                Input.of(7).dtype("int32"),
                Embedding.of(10, 5).maskZero(true),
                Bidirectional.of(LSTM.of(4).returnSequences(true)),
                GRU.of(4).resetAfter(false).activation("relu"),
                Dense.of(1).activation("sigmoid"));
    }

    private static Model ofSteps() {
        Tensor x = Input.of(7).dtype("int32");
        Tensor embedded = Embedding.of(10, 5).maskZero(true).apply(x);
        Tensor steps = TimeDistributed.of(Dense.of(3))
                .apply(SimpleRNN.of(3).returnSequences(true).apply(embedded));
        return Model.of(x, Dense.of(1).apply(steps));
    }

    private static Model attention() {
        Tensor x = Input.of(7).dtype("int32");
        Tensor embedded = Embedding.of(10, 8).maskZero(true).apply(x);
        Tensor attended = MultiHeadAttention.of(2, 4).applyWith(c -> c.useCausalMask(true), embedded, embedded);
        Tensor sum = LayerNormalization.of().apply(Add.of().apply(embedded, attended));
        return Model.of(
                x,
                Dense.of(1)
                        .activation("sigmoid")
                        .apply(GlobalAveragePooling1D.of().apply(sum)));
    }

    private static Model ofTwo() {
        Tensor rows = Input.of(6).name("rows");
        Tensor images = Input.of(6, 6, 2).name("images");
        Tensor seen = Flatten.of().apply(Conv2D.of(2, 3).activation("relu").apply(images));
        Tensor both = Ops.tanh(Concatenate.of().apply(Dense.of(4).apply(rows), seen));
        return Model.of(
                List.of(rows, images),
                List.of(
                        Dense.of(3).activation("softmax").name("kind").apply(both),
                        Dense.of(1).name("size").apply(both)));
    }

    /** A model of one's own whose layers add losses and measure. */
    private static final class Measuring extends Model {
        final Dense hidden = Dense.of(5).activation("relu");
        final Shrinking shrinking = new Shrinking();
        final Dense output = Dense.of(1);

        @Override
        protected Tensor call(Tensor x) {
            return output.apply(shrinking.apply(hidden.apply(x)));
        }
    }

    private static final class Shrinking extends Layer {
        final Mean size = Mean.of().name("size");

        @Override
        protected Tensor call(Tensor x) {
            addLoss(Ops.mean(Ops.square(x)));
            size.record(Ops.norm(x, -1));
            return x.multiply(0.9);
        }
    }

    /** A step of one's own, with two calls of the model, and a penalty on the gradient at its inputs. */
    private static final class Stepping extends Model {
        final Sequential net = Sequential.of(Input.of(6), Dense.of(5).activation("tanh"), Dense.of(1));

        @Override
        protected Tensor call(Tensor x) {
            return net.apply(x);
        }

        @Override
        protected StepLogs trainStep(StepData data) {
            Tensor slope = Ops.norm(Ops.grad(x -> Ops.sum(net.apply(x)), data.x()), 1);
            Tensor yPred = apply(data.x());
            Tensor loss = computeLoss(data, List.of(yPred)).add(Ops.mean(Ops.square(slope.subtract(1))));
            optimizer().apply(Gradients.of(loss, trainableWeights()));
            return computeMetrics(data, List.of(yPred), loss);
        }
    }

    /** A layer that takes gradients in its call. */
    private static final class Slope extends Layer {
        final Dense inner = Dense.of(3).activation("tanh");

        @Override
        protected Tensor call(Tensor x) {
            return Ops.concatenate(List.of(x, Ops.grad(at -> Ops.sum(inner.apply(at)), x)), -1);
        }
    }

    private static Consumer<CompileOptions> with(String optimizer, String loss, String... metrics) {
        return c -> c.optimizer(optimizer).loss(loss).metrics(metrics);
    }

    private static List<Case> cases() {
        Array half = Array.of(CLASSES.toDoubleArray()).greater(1);
        List<Case> cases = new ArrayList<>(List.of(
                new Case(
                        "an MLP with regularizers and sample weights",
                        DataParallelTest::mlp,
                        with("adam", "sparse_categorical_crossentropy", "accuracy"),
                        ROWS,
                        CLASSES,
                        WEIGHTS),
                new Case(
                        "a CNN",
                        DataParallelTest::cnn,
                        c -> c.optimizer(SGD.of(0.05).momentum(0.9).nesterov(true))
                                .loss("sparse_categorical_crossentropy"),
                        IMAGES,
                        CLASSES),
                new Case(
                        "recurrent layers with masks",
                        DataParallelTest::recurrent,
                        with("adam", "binary_crossentropy", "auc", "accuracy"),
                        TOKENS,
                        half),
                new Case(
                        "outputs with masks",
                        DataParallelTest::ofSteps,
                        with("rmsprop", "mse"),
                        TOKENS,
                        normal(SAMPLES, 7, 1)),
                new Case("attention", DataParallelTest::attention, with("adamw", "binary_crossentropy"), TOKENS, half),
                new Case(
                        "two inputs and two outputs",
                        DataParallelTest::ofTwo,
                        c -> c.optimizer("nadam")
                                .loss("kind", "sparse_categorical_crossentropy")
                                .loss("size", "mse")
                                .lossWeight("size", 0.3)
                                .metricsFor("kind", "accuracy"),
                        List.of(ROWS, IMAGES),
                        List.of(CLASSES, NUMBERS)),
                new Case("losses and metrics of layers", Measuring::new, with("adam", "mse", "mae"), ROWS, NUMBERS),
                new Case("a step of one's own", Stepping::new, with("sgd", "mse", "mae"), ROWS, NUMBERS),
                new Case(
                        "gradients inside a layer",
                        () -> Sequential.of(Input.of(6), new Slope(), Dense.of(1)),
                        with("sgd", "mse"),
                        ROWS,
                        NUMBERS)));
        for (String optimizer : List.of(
                "adadelta", "adafactor", "adagrad", "adamax", "ftrl", "lamb", "lion", "muon", "rmsprop", "sgd")) {
            cases.add(new Case(
                    "the optimizer " + optimizer,
                    DataParallelTest::mlp,
                    with(optimizer, "sparse_categorical_crossentropy"),
                    ROWS,
                    CLASSES));
        }
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> trainLikeOneDevice() {
        return cases().stream()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    Trained one = c.train(1);
                    c.train(2).assertLike(one);
                    c.train(3).assertLike(one);
                }));
    }

    // ---- batches that layers see as a whole ------------------------------------------------------------------------

    @Test
    void synchronizedBatchNormalizationIsThatOfTheWholeBatch() {
        assertNormalizesLikeOneDevice(BatchNormalization.of().momentum(0.7), ROWS, new Shape(6));
        assertNormalizesLikeOneDevice(BatchNormalization.of().momentum(0.7), IMAGES, new Shape(6, 6, 2));
        assertNormalizesLikeOneDevice(BatchNormalization.of().renorm(true).momentum(0.7), ROWS, new Shape(6));
    }

    @Test
    void synchronizedBatchNormalizationCountsTheStepsThatTheMaskKeeps() {
        Supplier<Model> model = () -> Sequential.of(
                Input.of(7).dtype("int32"),
                Embedding.of(10, 4).maskZero(true),
                BatchNormalization.of().momentum(0.7).synchronize(true),
                GRU.of(3),
                Dense.of(1));
        Case masked = new Case("masked", model, with("sgd", "mse"), TOKENS.get("0:24"), NUMBERS.get("0:24"));

        Trained one = masked.train(1);
        masked.train(2).assertLike(one);
        masked.train(3).assertLike(one);
    }

    private static void assertNormalizesLikeOneDevice(BatchNormalization layer, Array x, Shape input) {
        Supplier<Model> model = () -> Sequential.of(
                Input.of(input.getShape()), layer.synchronize(true), Flatten.of(), Dense.of(1));
        // Of 24 samples, three batches of 8: none that only one device would compute.
        Case normalized = new Case("normalized", model, with("sgd", "mse"), x.get("0:24"), NUMBERS.get("0:24"));
        Trained one = normalized.train(1);
        normalized.train(2).assertLike(one);
        normalized.train(3).assertLike(one);
    }

    @Test
    void movingStatisticsAreTheMeanOfTheReplicasOverTheSamples() {
        double[][] column = {{1}, {3}, {8}, {4}, {6}};
        Model model = Sequential.of(
                Input.of(1), BatchNormalization.of().momentum(0).name("norm"));
        model.compile(c -> c.optimizer(SGD.of(0)).loss("mse"));

        DataParallel.replicas("cpu", 2).scope(() -> model.fit(
                column, column, f -> f.batchSize(5).shuffle(false).verbose(0)));

        // Shares of 3 and 2 samples: means 4 and 5, variances 26/3 and 1.
        List<Array> weights = model.getWeights();
        assertThat(weights.get(2).item()).isCloseTo((3 * 4 + 2 * 5) / 5.0, within(1e-6));
        assertThat(weights.get(3).item()).isCloseTo((3 * 26 / 3.0 + 2 * 1) / 5.0, within(1e-5));
    }

    @Test
    void dropoutDropsOnEachReplicaAndRepeatsForASeed() {
        Case dropping = new Case(
                "dropping",
                () -> Sequential.of(Input.of(6), Dropout.of(0.5), Dense.of(4), Dropout.of(0.2).seed(3), Dense.of(1)),
                with("adam", "mse"),
                ROWS,
                NUMBERS);

        Trained first = dropping.train(2);

        assertThat(first.history.last("loss")).isFinite();
        assertThat(dropping.train(2).model.getWeights()).isEqualTo(first.model.getWeights());
    }

    // ---- the rest of training --------------------------------------------------------------------------------------

    @Test
    void aStepIsStillOneFunctionWithAShareForEachReplica() {
        Trained trained = new Case("mlp", DataParallelTest::mlp, with("sgd", "sparse_categorical_crossentropy"),
                        ROWS.get("0:24"), CLASSES.get("0:24"))
                .train(3);

        String step = trained.model.program("train");
        assertThat(step).contains("torch.tensor_split(").contains(", 3, 0)");
        assertThat(step.split("torch.linear|torch.addmm|torch.matmul")).hasSizeGreaterThan(9);
        assertThat(step.split("torch.grad\\(")).hasSize(2);
        assertThat(trained.model.program("predict")).contains("torch.tensor_split(");
    }

    @Test
    void stringsAreTurnedIntoNumbersBeforeTheyAreShared() {
        String[] texts = {"a b c", "b", "c c a", "a", "b c", "c", "a b", "b b"};
        int[] labels = {1, 0, 1, 1, 0, 0, 1, 0};
        Case text = new Case(
                "text",
                () -> {
                    TextVectorization words = TextVectorization.of().maxTokens(10).outputSequenceLength(4);
                    words.adapt(texts);
                    return Sequential.of(
                            Input.of(1).dtype("string"),
                            words,
                            Embedding.of(10, 4).maskZero(true),
                            LSTM.of(3),
                            Dense.of(1).activation("sigmoid"));
                },
                with("adam", "binary_crossentropy"),
                texts,
                labels);

        text.train(2).assertLike(text.train(1));
    }

    @Test
    void whatComesBackFromAFileComputesTheSame(@TempDir Path folder) {
        Path file = folder.resolve("m.keras");
        Path best = folder.resolve("best.keras");
        Array x = ROWS;
        AtomicReference<Model> trained = new AtomicReference<>();
        DataParallel.replicas("cpu", 2).scope(() -> {
            Model model = mlp();
            model.compile("adam", "sparse_categorical_crossentropy");
            model.fit(x, CLASSES, f -> f.epochs(2)
                    .batchSize(8)
                    .verbose(0)
                    .callbacks(ModelCheckpoint.of(best.toString()), EarlyStopping.of().monitor("loss")));
            model.save(file);
            trained.set(model);
        });

        Array expected = trained.get().predict(x);

        assertThat(Model.load(file).predict(x)).isEqualTo(expected);
        assertThat(Model.load(best).predict(x)).isEqualTo(expected);
    }

    @Test
    void aTrainingThatBreaksOffGoesOnToTheBit(@TempDir Path folder) {
        DataParallel.replicas("cpu", 3).scope(() -> {
            Model whole = backedUp(folder.resolve("whole"), 4);
            assertThatThrownBy(() -> backedUp(folder.resolve("broken"), 2)).hasMessage("broken off");

            Model again = backedUp(folder.resolve("broken"), 4);

            assertThat(again.getWeights()).isEqualTo(whole.getWeights());
        });
    }

    private static Model backedUp(Path backup, int last) {
        Keras.setRandomSeed(4);
        Model model = Sequential.of(Input.of(6), Dense.of(4), Dropout.of(0.3), Dense.of(1));
        model.compile("adam", "mse");
        model.fit(ROWS, NUMBERS, f -> f.epochs(4)
                .batchSize(8)
                .verbose(0)
                .callbacks(
                        BackupAndRestore.of(backup),
                        LambdaCallback.of().onEpochBegin(epoch -> {
                            if (epoch == last) {
                                throw new IllegalStateException("broken off");
                            }
                        })));
        return model;
    }

    @Test
    void trainOnBatchAndPredictOnBatchShareTheirBatches() {
        List<Array> weights = new ArrayList<>();
        List<Array> outputs = new ArrayList<>();
        for (int replicas : new int[] {1, 2}) {
            on(replicas, () -> {
                Keras.setRandomSeed(2);
                Model model = mlp();
                model.compile("sgd", "sparse_categorical_crossentropy");
                model.trainOnBatch(ROWS, CLASSES);
                weights.add(model.getWeights().get(0));
                outputs.add(model.predictOnBatch(ROWS));
                assertThat(model.predict(ROWS.get("0:1")).shape()).isEqualTo(new Shape(1, 3));
            });
        }
        assertClose(weights.get(1), weights.get(0), "kernel");
        assertClose(outputs.get(1), outputs.get(0), "outputs");
    }

    // ---- what cannot be shared -------------------------------------------------------------------------------------

    @Test
    void batchesThatAreTooSmallAreRefused() {
        Model model = mlp();
        model.compile("sgd", "sparse_categorical_crossentropy");

        DataParallel.replicas("cpu", 4)
                .scope(() -> assertThatThrownBy(() -> model.fit(ROWS, CLASSES, f -> f.batchSize(3).verbose(0)))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessage("""
                                The batches are too small to be shared.
                                  expected: at least 4 samples in each but the last, one a device
                                  received: 3
                                  fix:      take a larger batchSize, or fewer devices"""));
    }

    @Test
    void aStatefulLayerIsRefused() {
        Model model = Sequential.of(
                Input.of(7, 2).batchSize(4), LSTM.of(3).stateful(true).name("memory"), Dense.of(1));
        model.compile("sgd", "mse");

        DataParallel.replicas("cpu", 2)
                .scope(() -> assertThatThrownBy(() -> model.fit(
                                normal(4, 7, 2), normal(4, 1), f -> f.batchSize(4).verbose(0)))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessage("""
                                layer 1 of 2, LSTM "memory" cannot be computed by several devices.
                                  expected: stateful(false)
                                  received: stateful(true): states that are kept for each place in the whole batch
                                  fix:      train and ask such a model on one device"""));
    }

    @Test
    void aLayerThatChangesAWeightInPlaceIsRefused() {
        Model model = Sequential.of(Input.of(6), SpectralNormalization.of(Dense.of(4)), Dense.of(1));
        model.compile("sgd", "mse");

        DataParallel.replicas("cpu", 2)
                .scope(() -> assertThatThrownBy(() -> model.fit(ROWS, NUMBERS, f -> f.batchSize(8).verbose(0)))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessage("""
                                A model cannot be computed by several devices, because of layer "spectral_normalization".
                                  expected: layers that change variables by assign
                                  received: "overwrite", which changes one in place
                                  fix:      leave the layer out, or take one device; in a class of your own assign the variable"""));
    }

    private static final class Counting extends Layer {
        @Override
        protected Tensor call(Tensor x) {
            return Ops.cast(Ops.sum(Ops.greater(x, 0), 0), DataType.INT32);
        }
    }

    @Test
    void anOutputWithoutRowsThatHasNoMeanIsRefused() {
        Model model = Sequential.of(Input.of(6), new Counting());
        model.compile("sgd", "mse");

        DataParallel.replicas("cpu", 2)
                .scope(() -> assertThatThrownBy(() -> model.predict(ROWS))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessage("""
                                What the devices compute cannot be joined.
                                  expected: tensors with a row for each sample, or floats of a known shape, whose mean is taken
                                  received: Tensor(6,) int32 of layer "counting"
                                  fix:      give such a model one device"""));
    }
}
