package jeras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jeras.callbacks.LambdaCallback;
import jeras.layers.Dense;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models and threads: two models at once, one model twice, questions while it trains, interrupts. */
@Timeout(120)
class ThreadsTest {
    private static final float[][] X = {{1, 0}, {0, 1}, {1, 1}, {2, 0}};
    private static final float[][] Y = {{1}, {2}, {3}, {2}};

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private static Sequential model() {
        Sequential model = Sequential.of(
                Input.of(2),
                Dense.of(8).kernelInitializer("ones").activation("tanh"),
                Dense.of(1).kernelInitializer("ones"));
        model.compile(c -> c.optimizer(SGD.of(0.01)).loss("mse"));
        return model;
    }

    private static List<Double> losses() {
        return model().fit(X, Y, f -> f.batchSize(2).epochs(50).shuffle(false).verbose(0))
                .get("loss");
    }

    @Test
    void modelsInSeveralThreadsTrainAsOneAloneDoes() throws Exception {
        List<Double> alone = losses();
        Callable<List<Double>> task = ThreadsTest::losses;

        for (Future<List<Double>> result : threads.invokeAll(List.of(task, task, task))) {
            assertThat(result.get()).isEqualTo(alone);
        }
    }

    @Test
    void aSecondTrainingOfTheSameModelIsRefused() throws Exception {
        Sequential model = model();
        CountDownLatch training = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Future<History> first = threads.submit(() -> model.fit(
                X,
                Y,
                f -> f.verbose(0).callbacks(LambdaCallback.of().onTrainBegin(() -> {
                    training.countDown();
                    await(end);
                }))));
        await(training);

        try {
            assertThatThrownBy(() -> model.fit(X, Y))
                    .isInstanceOf(ModelStateException.class)
                    .hasMessage("""
                            The model cannot fit now.
                              expected: one fit, evaluate or compile at a time
                              received: another thread that trains it
                              fix:      wait for it, or train a copy""");
        } finally {
            end.countDown();
        }
        assertThat(first.get().get("loss")).hasSize(1);
        assertThat(model.fit(X, Y, f -> f.verbose(0)).get("loss")).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void severalThreadsMayAskAModelThatNobodyHasAskedBefore() throws Exception {
        Sequential model = Sequential.of(Dense.of(4).activation("relu"), Dense.of(1));
        List<Callable<Array>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(() -> model.predict(X));
        }

        List<Future<Array>> answers = threads.invokeAll(tasks);

        Array expected = model.predict(X);
        for (Future<Array> answer : answers) {
            assertThat(answer.get()).isEqualTo(expected);
        }
    }

    @Test
    void aModelMayBeAskedWhileItTrains() throws Exception {
        Sequential model = model();
        Future<History> training = threads.submit(
                () -> model.fit(X, Y, f -> f.batchSize(1).epochs(200).verbose(0)));

        while (!training.isDone()) {
            assertThat(model.predict(X).toDoubleArray()).hasSize(4).doesNotContain(Double.NaN);
        }

        assertThat(training.get().get("loss")).hasSize(200);
    }

    @Test
    void anInterruptEndsTrainingAndLeavesAModelThatCanGoOn() throws Exception {
        Sequential model = model();
        Thread[] trainer = new Thread[1];
        Future<Boolean> training = threads.submit(() -> {
            trainer[0] = Thread.currentThread();
            assertThatThrownBy(() -> model.fit(
                            X,
                            Y,
                            f -> f.epochs(1_000_000)
                                    .verbose(0)
                                    .callbacks(LambdaCallback.of().onEpochEnd((epoch, logs) -> {
                                        if (epoch == 2) {
                                            trainer[0].interrupt();
                                        }
                                    }))))
                    .isInstanceOf(ModelStateException.class)
                    .hasMessage("""
                            Training was interrupted in epoch 4, after step 1.
                              expected: a thread that nobody interrupts
                              received: an interrupt
                              fix:      the weights are those of the last step; fit again to go on""");
            return Thread.interrupted();
        });

        assertThat(training.get()).as("the interrupt is still to be seen").isTrue();
        assertThat(model.fit(X, Y, f -> f.verbose(0)).get("loss")).hasSize(1);
    }
}
