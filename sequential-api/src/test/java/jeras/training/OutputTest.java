package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import jeras.Sequential;
import jeras.callbacks.Callback;
import jeras.callbacks.EarlyStopping;
import jeras.callbacks.LambdaCallback;
import jeras.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What the loops write where no terminal is: finished lines only. */
@ResourceLock(Resources.SYSTEM_OUT)
class OutputTest {
    private static final double[][] X = LineModel.X;
    private static final double[][] Y = LineModel.Y;

    /** The lines that the body writes; times become {@code 0s 1ms}. */
    private static String written(Runnable body) {
        return written("plain", body);
    }

    private static String written(String display, Runnable body) {
        PrintStream before = System.out;
        String mode = System.getProperty("jeras.progress");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.setProperty("jeras.progress", display);
        try {
            body.run();
        } finally {
            System.setOut(before);
            if (mode == null) {
                System.clearProperty("jeras.progress");
            } else {
                System.setProperty("jeras.progress", mode);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .replaceAll("\\d+s( - | )\\d+(s|ms|us)/step", "0s$11ms/step")
                .replace('?', '━');
    }

    @Test
    void silentIsSilent() {
        Sequential model = LineModel.compiled();

        assertThat(written(() -> {
                    model.fit(X, Y, f -> f.verbose(0).epochs(2).validationData(X, Y));
                    model.evaluate(X, Y, e -> e.verbose(0));
                    model.predict(X);
                }))
                .isEmpty();
    }

    @Test
    void aBarBecomesOneLineAnEpoch() {
        Sequential model = LineModel.compiled();
        model.optimizer().setLearningRate(0);

        assertThat(written(() -> model.fit(X, Y, f -> f.epochs(2).batchSize(2))))
                .isEqualTo("""
                        Epoch 1/2 - 2/2 ━━━━━━━━━━━━━━━━━━━━ 0s 1ms/step - loss: 41.0000 - mae: 6.0000
                        Epoch 2/2 - 2/2 ━━━━━━━━━━━━━━━━━━━━ 0s 1ms/step - loss: 41.0000 - mae: 6.0000
                        """);
    }

    @Test
    void verboseTwoIsOneLineAnEpochWithoutABar() {
        Sequential model = LineModel.compiled();
        model.optimizer().setLearningRate(0);

        assertThat(written(() -> model.fit(X, Y, f -> f.epochs(2).verbose(2).validationData(X, Y))))
                .isEqualTo("""
                        Epoch 1/2 - 1/1 - 0s - 1ms/step - loss: 41.0000 - mae: 6.0000 - val_loss: 41.0000 - val_mae: 6.0000
                        Epoch 2/2 - 1/1 - 0s - 1ms/step - loss: 41.0000 - mae: 6.0000 - val_loss: 41.0000 - val_mae: 6.0000
                        """);
    }

    /** The last state of each line of a terminal, without colours. */
    private static String onTerminal(Runnable body) {
        return written("terminal", body).replaceAll("(?m)^.*\r", "").replaceAll("\033\\[\\d+m", "");
    }

    @Test
    void aStreamHasABarOnceItsLengthIsKnownAsInKeras() {
        Sequential model = LineModel.compiled();
        model.optimizer().setLearningRate(0);
        Dataset stream = Dataset.of(X, Y).batch(2).filter(b -> true);

        String text = written("terminal", () -> model.fit(stream, f -> f.epochs(2)));

        String[] epochs = text.split("Epoch \\d/2\n", -1);
        assertThat(epochs).hasSize(3);
        assertThat(epochs[1]).contains("      1/Unknown ").contains("2/2");
        assertThat(epochs[2]).doesNotContain("Unknown").contains("1/2").contains("2/2");
    }

    @Test
    void anEpochThatIsStoppedInItsMiddleEndsWithAFullBarAsInKeras() {
        Sequential model = LineModel.compiled();
        model.optimizer().setLearningRate(0);
        Callback stop = LambdaCallback.of().onTrainBatchEnd((batch, logs) -> model.stopTraining());

        assertThat(onTerminal(() -> model.fit(X, Y, f -> f.batchSize(1).callbacks(stop))))
                .startsWith("4/4 ━━━━━━━━━━━━━━━━━━━━ 0s ");
    }

    @Test
    void theTimeThatWentByWaitingForDataIsShownWhenAsked() {
        Sequential model = LineModel.compiled();

        assertThat(written(() -> model.fit(X, Y, f -> f.showWait(true)))).containsPattern(" - wait: \\d+%\n$");
    }

    @Test
    void evaluateWritesOneLine() {
        assertThat(written(() -> LineModel.compiled().evaluate(X, Y)))
                .isEqualTo("1/1 ━━━━━━━━━━━━━━━━━━━━ 0s 1ms/step - loss: 41.0000 - mae: 6.0000\n");
    }

    @Test
    void predictWritesALineWhenAsked() {
        assertThat(written(() -> LineModel.compiled().predict(X, p -> p.verbose(1))))
                .isEqualTo("1/1 ━━━━━━━━━━━━━━━━━━━━ 0s 1ms/step\n");
    }

    @Test
    void earlyStoppingSaysWhenItStopsAndWhatItBringsBack() {
        Sequential model = LineModel.compiled();
        model.optimizer().setLearningRate(0);
        EarlyStopping stopping = EarlyStopping.of()
                .monitor("loss")
                .patience(2)
                .restoreBestWeights(true)
                .verbose(1);

        String text = written(() -> model.fit(X, Y, f -> f.epochs(10).verbose(0).callbacks(stopping)));

        assertThat(text).isEqualTo("""
                        Epoch 3: early stopping
                        Restoring model weights from the end of the best epoch: 1.
                        """);
        assertThat(stopping.stoppedEpoch()).isEqualTo(2);
    }
}
