package jeras.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
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
import jeras.layers.Dense;
import jeras.regularizers.Regularizer;
import jeras.training.CompileOptions;
import jeras.training.FitOptions;

/** A model with data, and what becomes of it when replicas on the CPU train it, which is held against what one device gives. */
record SharedCase(
        String name, Supplier<Model> model, Consumer<CompileOptions> compile, Object x, Object y, Object weights) {
    private static final Random RANDOM = new Random(5);
    /** In batches of 8, the last one has fewer samples than there are replicas. */
    static final int SAMPLES = 26;

    static final Array ROWS = normal(SAMPLES, 6);
    static final Array IMAGES = normal(SAMPLES, 6, 6, 2);
    static final Array TOKENS = tokens(SAMPLES, 7);
    static final Array CLASSES = classes(SAMPLES, 3);
    static final Array NUMBERS = normal(SAMPLES, 1);
    static final Array WEIGHTS = normal(SAMPLES).multiply(0.2).add(1);

    static Array normal(int... shape) {
        long[] dims = Stream.of(shape)
                .flatMapToLong(s -> Arrays.stream(s).asLongStream())
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

    static Array classes(int samples, int count) {
        return Array.of(RANDOM.ints(samples, 0, count).toArray());
    }

    SharedCase(String name, Supplier<Model> model, Consumer<CompileOptions> compile, Object x, Object y) {
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
        Consumer<FitOptions> options = f -> f.epochs(2).batchSize(8).verbose(0);
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

    record Trained(Model model, History history, Metrics metrics, List<Array> predictions) {
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

    static void assertClose(Array now, Array then, String what) {
        assertThat(now.shape()).as(what).isEqualTo(then.shape());
        double[] a = now.toDoubleArray();
        double[] b = then.toDoubleArray();
        for (int i = 0; i < a.length; i++) {
            assertThat(a[i]).as(what).isCloseTo(b[i], within(1e-5));
        }
    }

    static void on(int replicas, Runnable body) {
        if (replicas == 1) {
            body.run();
        } else {
            DataParallel.replicas("cpu", replicas).scope(body);
        }
    }

    static Model mlp() {
        return Sequential.of(
                Input.of(6),
                Dense.of(8).activation("relu").kernelRegularizer("l2"),
                Dense.of(8).activation("tanh").activityRegularizer(Regularizer.of("l2")),
                Dense.of(3).activation("softmax"));
    }

    static Consumer<CompileOptions> with(String optimizer, String loss, String... metrics) {
        return c -> c.optimizer(optimizer).loss(loss).metrics(metrics);
    }
}
