package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Sequential;
import jeras.callbacks.Callback;
import jeras.callbacks.LambdaCallback;
import jeras.callbacks.Logs;
import jeras.data.Dataset;
import jeras.layers.BatchNormalization;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.optimizers.Adam;
import jeras.optimizers.schedules.ExponentialDecay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several steps in one call are the same steps. */
class StepsPerExecutionTest {
    private static final int SAMPLES = 150; // 19 batches of 8, the last of 6
    private static final Array X = Array.of(IntStream.range(0, SAMPLES)
            .mapToObj(i -> new double[] {Math.sin(i), Math.cos(3 * i), i % 7 / 7.0})
            .toArray(double[][]::new));
    private static final Array Y = Array.of(
            IntStream.range(0, SAMPLES).mapToObj(i -> new double[] {i % 2}).toArray(double[][]::new));

    /** What a training ends with. */
    private record End(History history, List<Array> weights, long iterations) {}

    private interface Fit {
        History of(Sequential model);
    }

    /** Dropout, moving statistics, a schedule, accumulated gradients and averaged weights all depend on the order of steps. */
    private static End trained(Consumer<CompileOptions> told, Fit fit) {
        Keras.setRandomSeed(11);
        Sequential model = Sequential.of(
                Input.of(3),
                Dense.of(8).activation("relu"),
                BatchNormalization.of(),
                Dropout.of(0.3),
                Dense.of(1).activation("sigmoid"));
        model.compile(c -> {
            c.optimizer(Adam.of(ExponentialDecay.of(0.01, 5, 0.9))
                            .gradientAccumulationSteps(3)
                            .useEma(true))
                    .loss("binary_crossentropy")
                    .metrics("accuracy");
            told.accept(c);
        });
        History history = fit.of(model);
        return new End(history, model.getWeights(), model.optimizer().iterations());
    }

    private static void assertSame(End one, End other) {
        assertThat(one.history().history()).isEqualTo(other.history().history());
        assertThat(one.weights()).isEqualTo(other.weights());
        assertThat(one.iterations()).isEqualTo(other.iterations());
    }

    private static History arrays(Sequential model) {
        return model.fit(X, Y, f -> f.batchSize(8).epochs(3).verbose(0).validationSplit(0.2));
    }

    private static History dataset(Sequential model) {
        return model.fit(Dataset.of(X, Y).shuffle(50).batch(8), f -> f.epochs(2).verbose(0));
    }

    private static History limited(Sequential model) {
        return model.fit(
                X,
                Y,
                f -> f.batchSize(8)
                        .epochs(3)
                        .stepsPerEpoch(7)
                        .verbose(0)
                        .validationData(X, Y)
                        .validationSteps(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 64})
    void aTrainingOnArraysEndsTheSame(int steps) {
        assertSame(
                trained(c -> c.stepsPerExecution(1), StepsPerExecutionTest::arrays),
                trained(c -> c.stepsPerExecution(steps), StepsPerExecutionTest::arrays));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 64})
    void aTrainingOnADataSetEndsTheSame(int steps) {
        assertSame(
                trained(c -> c.stepsPerExecution(1), StepsPerExecutionTest::dataset),
                trained(c -> c.stepsPerExecution(steps), StepsPerExecutionTest::dataset));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 64})
    void anEpochOfAGivenLengthEndsThere(int steps) {
        assertSame(
                trained(c -> c.stepsPerExecution(1), StepsPerExecutionTest::limited),
                trained(c -> c.stepsPerExecution(steps), StepsPerExecutionTest::limited));
    }

    @Test
    void withoutBeingToldATrainingEndsTheSameToo() {
        assertSame(
                trained(c -> c.stepsPerExecution(1), StepsPerExecutionTest::arrays),
                trained(c -> c.stepsPerExecution("auto"), StepsPerExecutionTest::arrays));
    }

    @Test
    void callbacksAreCalledAroundEachExecution() {
        List<String> moments = new ArrayList<>();
        trained(
                c -> c.stepsPerExecution(8),
                model -> model.fit(
                        X,
                        Y,
                        f -> f.batchSize(8).verbose(0).callbacks(new Callback() {
                            @Override
                            public void onTrainBatchBegin(int batch) {
                                moments.add("from " + batch);
                            }

                            @Override
                            public void onTrainBatchEnd(int batch, Logs logs) {
                                moments.add("to " + batch);
                            }
                        })));

        assertThat(moments).containsExactly("from 0", "to 7", "from 8", "to 15", "from 16", "to 18");
    }

    @Test
    void aCallbackThatLooksAtBatchesSeesEachUnlessSeveralWereAskedFor() {
        List<Integer> seen = new ArrayList<>();
        trained(
                c -> {},
                model -> model.fit(
                        X,
                        Y,
                        f -> f.batchSize(2)
                                .verbose(0)
                                .callbacks(LambdaCallback.of().onTrainBatchEnd((batch, logs) -> seen.add(batch)))));

        assertThat(seen).isEqualTo(IntStream.range(0, SAMPLES / 2).boxed().toList());
    }

    @Test
    void evaluationMeasuresTheSame() {
        List<Double> losses = new ArrayList<>();
        for (int steps : new int[] {1, 5}) {
            trained(c -> c.stepsPerExecution(steps), model -> {
                losses.add(model.evaluate(X, Y, e -> e.batchSize(8).verbose(0)).get("loss"));
                losses.add(model.evaluate(X, Y, e -> e.batchSize(8).steps(7).verbose(0))
                        .get("loss"));
                return null;
            });
        }

        assertThat(losses.subList(0, 2)).isEqualTo(losses.subList(2, 4));
    }

    @Test
    void shortStepsAreTakenSeveralAtATime() {
        Pace pace = Pace.of(0, new CallbackList(List.of(), null, null));
        int[] counts = new int[6];
        Arrays.setAll(counts, i -> {
            int steps = pace.steps();
            pace.took(steps, steps * 100_000L);
            return steps;
        });

        // A call should take 8 ms: 80 steps of 0.1 ms, of which 64 is the most.
        assertThat(counts).containsExactly(1, 1, 1, 64, 64, 64);
    }

    @Test
    void longStepsAreTakenOneByOne() {
        Pace pace = Pace.of(0, new CallbackList(List.of(), null, null));
        for (int i = 0; i < 6; i++) {
            assertThat(pace.steps()).isEqualTo(1);
            pace.took(1, 1_100_000L);
        }
    }

    @Test
    void aCountBelowOneIsRefused() {
        assertThatThrownBy(() -> trained(c -> c.stepsPerExecution(0), model -> null))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The option stepsPerExecution cannot be set.
                          expected: at least 1
                          received: 0
                          fix:      give a value in that range""");
    }
}
