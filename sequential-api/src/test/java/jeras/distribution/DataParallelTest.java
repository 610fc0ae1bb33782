package jeras.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
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
}
