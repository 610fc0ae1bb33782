package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

/** The expected bytes were printed by {@code keras.utils.Progbar} of Keras 3.15 with a clock that was set by hand. */
class ProgressBarTest {
    private final Screen screen = new Screen();

    @Test
    void redrawsLikeKerasFromTheFirstStepToTheEndOfTheEpoch() {
        ProgressBar bar = bar(3);

        screen.at(0.25);
        bar.update(1, logs("accuracy", 0.5, "loss", 0.6881), false);
        assertThat(screen.written())
                .isEqualTo("\r\033[1m1/3\033[0m \033[32m━━━━━━\033[0m\033[37m━━━━━━━━━━━━━━\033[0m"
                        + " \033[1m0s\033[0m 250ms/step - accuracy: 0.5000 - loss: 0.6881");

        screen.at(0.27);
        bar.update(2, logs("accuracy", 0.49, "loss", 0.5), false);
        assertThat(screen.written()).isEmpty();

        screen.at(6);
        bar.update(3, logs("accuracy", 0.475, "loss", 0.0006), false);
        assertThat(screen.written())
                .isEqualTo("\b".repeat(72) + "\r\033[1m3/3\033[0m \033[32m━━━━━━━━━━━━━━━━━━━━\033[0m\033[37m\033[0m"
                        + " \033[1m0s\033[0m 3s/step - accuracy: 0.4750 - loss: 6.0000e-04");

        screen.at(6.5);
        bar.update(3, logs("accuracy", 0.475, "loss", 0.6881, "val_accuracy", 0.55, "val_loss", 0.7348), true);
        assertThat(screen.written())
                .isEqualTo("\b".repeat(73) + "\r\033[1m3/3\033[0m \033[32m━━━━━━━━━━━━━━━━━━━━\033[0m\033[37m\033[0m"
                        + " \033[1m6s\033[0m 3s/step"
                        + " - accuracy: 0.4750 - loss: 0.6881 - val_accuracy: 0.5500 - val_loss: 0.7348\n");
    }

    @Test
    void writesTheTimeToGoInHoursMinutesOrSeconds() {
        ProgressBar bar = bar(100);

        bar.update(0, Map.of(), false);
        assertThat(screen.written())
                .isEqualTo("\r\033[1m  0/100\033[0m \033[37m━━━━━━━━━━━━━━━━━━━━\033[0m \033[1m0s\033[0m 0s/step");

        screen.at(40);
        bar.update(1, logs("loss", 1e-3), false);
        assertThat(screen.written())
                .isEqualTo("\b".repeat(39) + "\r\033[1m  1/100\033[0m \033[37m━━━━━━━━━━━━━━━━━━━━\033[0m"
                        + " \033[1m1:06:00\033[0m 40s/step - loss: 1.0000e-03");

        screen.at(80.25);
        bar.update(2, logs("loss", 1e-10), false);
        assertThat(screen.written())
                .isEqualTo("\b".repeat(64) + "\r\033[1m  2/100\033[0m \033[37m━━━━━━━━━━━━━━━━━━━━\033[0m"
                        + " \033[1m1:05:44\033[0m 40s/step - loss: 1.0000e-10");

        screen.at(81);
        bar.update(70, logs("loss", -12.5), false);
        assertThat(screen.written())
                .isEqualTo(
                        "\b".repeat(64) + "\r\033[1m 70/100\033[0m \033[32m━━━━━━━━━━━━━━\033[0m\033[37m━━━━━━\033[0m"
                                + " \033[1m17s\033[0m 594ms/step - loss: -12.5000    ");

        screen.at(81.0005);
        bar.update(100, logs("loss", -0.00001), true);
        assertThat(screen.written())
                .isEqualTo(
                        "\b".repeat(60) + "\r\033[1m100/100\033[0m \033[32m━━━━━━━━━━━━━━━━━━━━\033[0m\033[37m\033[0m"
                                + " \033[1m81s\033[0m 414ms/step - loss: -1.0000e-05\n");
    }

    @Test
    void countsAnHourAsSixtyMinutesUntilItIsOver() {
        ProgressBar exact = bar(3601);
        screen.at(1);
        exact.update(1, Map.of(), false);
        assertThat(screen.written()).endsWith("\033[1m60:00\033[0m 1s/step");

        screen.at(0);
        ProgressBar more = bar(3601);
        screen.at(1.0001);
        more.update(1, Map.of(), false);
        assertThat(screen.written()).endsWith("\033[1m1:00:00\033[0m 1s/step");
    }

    @Test
    void leavesTheFirstStepOutOfTheTimePerStep() {
        ProgressBar bar = bar(1000);

        screen.at(0.1);
        bar.update(1, Map.of(), false);
        assertThat(screen.written())
                .isEqualTo("\r\033[1m   1/1000\033[0m \033[37m━━━━━━━━━━━━━━━━━━━━\033[0m"
                        + " \033[1m1:39\033[0m 100ms/step");

        screen.at(0.151);
        bar.update(100, Map.of(), false);
        assertThat(screen.written())
                .isEqualTo(
                        "\b".repeat(46) + "\r\033[1m 100/1000\033[0m \033[32m━━\033[0m\033[37m━━━━━━━━━━━━━━━━━━\033[0m"
                                + " \033[1m0s\033[0m 515us/step  ");

        screen.at(0.25);
        bar.update(1000, Map.of(), true);
        assertThat(screen.written())
                .isEqualTo(
                        "\b".repeat(44) + "\r\033[1m1000/1000\033[0m \033[32m━━━━━━━━━━━━━━━━━━━━\033[0m\033[37m\033[0m"
                                + " \033[1m0s\033[0m 150us/step\n");
    }

    @Test
    void countsFromTheStartWhereTheFirstStepWasNotReported() {
        ProgressBar bar = bar(8);

        screen.at(1);
        bar.update(2, Map.of(), false);
        assertThat(screen.written()).endsWith("\033[1m3s\033[0m 500ms/step");

        screen.at(3);
        bar.update(4, Map.of(), false);
        assertThat(screen.written()).endsWith("\033[1m3s\033[0m 750ms/step");
    }

    @Test
    void countsStepsWithoutABarWhileTheTargetIsUnknown() {
        ProgressBar bar = ProgressBar.unknownLength(this::onScreen);

        screen.at(0.5);
        bar.update(1, logs("loss", 2.0), false);
        assertThat(screen.written()).isEqualTo("\r      1/Unknown \033[1m0s\033[0m 500ms/step - loss: 2.0000");

        screen.at(0.6);
        bar.update(12, logs("loss", 1.0), false);
        assertThat(screen.written())
                .isEqualTo("\b".repeat(44) + "\r     12/Unknown \033[1m1s\033[0m 9ms/step - loss: 1.0000  ");

        screen.at(1.5);
        bar.update(12, logs("loss", 1.0), true);
        assertThat(screen.written())
                .isEqualTo("\b".repeat(42) + "\r     12/Unknown \033[1m2s\033[0m 91ms/step - loss: 1.0000\n");
    }

    @Test
    void drawsTheFullBarOnceTheTargetIsSet() {
        ProgressBar bar = ProgressBar.unknownLength(this::onScreen);

        screen.at(0.25);
        bar.target(2);
        bar.update(2, logs("loss", 0.5), true);

        assertThat(screen.written())
                .isEqualTo("\r\033[1m2/2\033[0m \033[32m━━━━━━━━━━━━━━━━━━━━\033[0m\033[37m\033[0m"
                        + " \033[1m0s\033[0m 125ms/step - loss: 0.5000\n");
    }

    @Test
    void showsATargetOfZeroAsUnknown() {
        ProgressBar bar = bar(0);
        screen.at(1);
        bar.update(1, Map.of(), true);
        assertThat(screen.written()).isEqualTo("\r      1/Unknown \033[1m1s\033[0m 1s/step\n");
    }

    @Test
    void takesWidthAndUnitFromTheOptionsAndWritesNotANumberAsPythonDoes() {
        ProgressBar bar = ProgressBar.of(128, b -> onScreen(b.width(10).unitName("sample")));

        screen.at(0.5);
        bar.update(64, logs("loss", Double.NaN), false);
        assertThat(screen.written())
                .isEqualTo("\r\033[1m 64/128\033[0m \033[32m━━━━━\033[0m\033[37m━━━━━\033[0m"
                        + " \033[1m0s\033[0m 8ms/sample - loss: nan");

        screen.at(1);
        bar.update(128, logs("loss", Double.POSITIVE_INFINITY), true);
        assertThat(screen.written())
                .isEqualTo("\b".repeat(44) + "\r\033[1m128/128\033[0m \033[32m━━━━━━━━━━\033[0m\033[37m\033[0m"
                        + " \033[1m1s\033[0m 8ms/sample - loss: inf\n");
    }

    @Test
    void roundsAsPythonDoes() {
        ProgressBar bar = bar(1);
        screen.at(0.5);
        bar.update(1, logs("a", 0.00125, "b", 0.03125, "c", 0.00100000001, "d", 1.00005, "e", 0.000500005), true);
        assertThat(screen.written())
                .endsWith(" \033[1m0s\033[0m 500ms/step"
                        + " - a: 0.0013 - b: 0.0312 - c: 0.0010 - d: 1.0001 - e: 5.0000e-04\n");
    }

    @Test
    void keepsTheOrderInWhichValuesFirstAppeared() {
        ProgressBar bar = bar(2);
        screen.at(1);
        bar.update(1, logs("loss", 1.0), false);
        screen.at(1.5);
        bar.update(2, logs("val_loss", 2.0, "loss", 0.5), true);
        assertThat(screen.written()).endsWith("\033[1m2s\033[0m 500ms/step - loss: 0.5000 - val_loss: 2.0000\n");
    }

    @Test
    void drawsMoreStepsThanExpectedAsALongerBar() {
        ProgressBar bar = bar(3);
        screen.at(1);
        bar.update(5, Map.of(), false);
        assertThat(screen.written())
                .isEqualTo("\r\033[1m5/3\033[0m \033[32m━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━\033[0m\033[37m\033[0m"
                        + " \033[1m0s\033[0m 200ms/step");
    }

    @Test
    void writesOneLineAtTheEndWithVerbose2() {
        ProgressBar bar = ProgressBar.of(4, b -> onScreen(b.verbose(2)));

        screen.at(0.25);
        bar.update(1, logs("accuracy", 0.5), false);
        assertThat(screen.written()).isEmpty();

        screen.at(0.5);
        bar.update(4, logs("accuracy", 0.51, "loss", -2.5, "z", 0.0), true);
        assertThat(screen.written())
                .isEqualTo("4/4 - 0s - 83ms/step - accuracy: 0.5100 - loss: -2.5000e+00 - z: 0.0000e+00\n");
    }

    @Test
    void writesNothingWithVerbose0() {
        ProgressBar bar = ProgressBar.of(1, b -> onScreen(b.verbose(0).title("Epoch 1/2")));
        bar.update(1, logs("loss", 1.0), true);
        assertThat(screen.written()).isEmpty();
    }

    @Test
    void asksForLogsOnlyWhenTheLineIsRedrawn() {
        ProgressBar bar = bar(100);
        int[] reads = {0};

        for (int step = 1; step <= 100; step++) {
            screen.at(step * 0.01);
            bar.update(step, () -> {
                reads[0]++;
                return logs("loss", 0.5);
            });
        }

        assertThat(reads[0]).isEqualTo(20); // 1 s at 50 ms a redraw
    }

    @Test
    void writesTheTitleAboveALiveBar() {
        ProgressBar bar = ProgressBar.of(2, b -> onScreen(b.title("Epoch 1/5")));
        assertThat(screen.written()).isEqualTo("Epoch 1/5\n");
        screen.at(0.25);
        bar.update(2, logs("loss", 0.5), true);
        assertThat(screen.written())
                .isEqualTo("\r\033[1m2/2\033[0m \033[32m━━━━━━━━━━━━━━━━━━━━\033[0m\033[37m\033[0m"
                        + " \033[1m0s\033[0m 125ms/step - loss: 0.5000\n");
    }

    @Test
    void writesExactlyOnePlainLineAnEpochWhereOutputIsNoTerminal() {
        ProgressBar bar = ProgressBar.of(2, b -> onScreen(b.title("Epoch 1/5")).display(Display.plain(screen.out())));
        screen.at(0.1);
        bar.update(1, logs("loss", 0.75), false);
        assertThat(screen.written()).isEmpty();
        screen.at(0.25);
        bar.update(2, logs("loss", 0.5), true);
        assertThat(screen.written()).isEqualTo("Epoch 1/5 - 2/2 ━━━━━━━━━━━━━━━━━━━━ 0s 150ms/step - loss: 0.5000\n");
    }

    @Test
    void writesThePlainLineOfVerbose2AfterItsTitle() {
        ProgressBar bar = ProgressBar.of(
                938, b -> onScreen(b.verbose(2).title("Epoch 2/5")).display(Display.plain(screen.out())));
        screen.at(12.5);
        bar.update(938, logs("loss", 0.1), true);
        assertThat(screen.written()).isEqualTo("Epoch 2/5 - 938/938 - 12s - 13ms/step - loss: 0.1000\n");
    }

    @Test
    void writesANoteAfterTheValues() {
        ProgressBar bar = ProgressBar.of(2, b -> onScreen(b.note(() -> "wait: 7%")));
        screen.at(0.25);
        bar.update(2, logs("loss", 0.5), true);
        assertThat(screen.written()).endsWith("125ms/step - loss: 0.5000 - wait: 7%\n");

        ProgressBar line =
                ProgressBar.of(2, b -> onScreen(b.note(() -> "wait: 7%").verbose(2)));
        line.update(2, logs("loss", 0.5), true);
        assertThat(screen.written()).endsWith(" - loss: 0.5000 - wait: 7%\n");
    }

    @Test
    void refusesAnUnknownVerbosity() {
        assertThatThrownBy(() -> ProgressBar.of(1, b -> b.verbose(3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        A progress bar cannot take this verbose.
                          expected: 0, 1 or 2
                          received: 3
                          fix:      change verbose(3)""");
    }

    private ProgressBar bar(long target) {
        Consumer<ProgressBar.Options> onScreen = this::onScreen;
        return ProgressBar.of(target, onScreen);
    }

    private ProgressBar.Options onScreen(ProgressBar.Options options) {
        return options.display(Display.terminal(screen.out())).clock(screen::clock);
    }

    private static Map<String, Double> logs(Object... namesAndValues) {
        Map<String, Double> logs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            logs.put((String) namesAndValues[i], (Double) namesAndValues[i + 1]);
        }
        return logs;
    }
}
