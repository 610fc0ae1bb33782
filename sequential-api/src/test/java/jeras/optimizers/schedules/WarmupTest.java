package jeras.optimizers.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.optimizers.AdamW;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmupTest {
    private static final Warmup LINEAR = Warmup.of(4, PolynomialDecay.of(0.1, 6).endLearningRate(0));

    /** transformers 5.2: get_linear_schedule_with_warmup(optimizer, 4, 10) with the learning rate 0.1. */
    @Test
    void upAndDownInStraightLinesIsTheLinearScheduleOfHuggingFace() {
        double[] expected = {
            0,
            0.025,
            0.05,
            0.075,
            0.1,
            0.08333333333333334,
            0.06666666666666667,
            0.05,
            0.03333333333333333,
            0.016666666666666666,
            0,
            0
        };

        assertThat(LongStream.range(0, 12).mapToDouble(LINEAR::at).toArray()).containsExactly(expected, within(1e-12));
    }

    @Test
    void aModelFileHoldsIt(@TempDir Path folder) throws Exception {
        Sequential model = Sequential.of(Input.of(2), Dense.of(1));
        model.compile(c -> c.optimizer(AdamW.of(LINEAR)).loss("mse"));
        Path file = folder.resolve("warm.keras");

        model.save(file);

        assertThat(Model.load(file).optimizer().schedule()).isEqualTo(LINEAR);
        assertThat(Files.size(file)).isPositive();
    }

    @Test
    void itTakesAStepAtLeast() {
        assertThatThrownBy(() -> Warmup.of(0, step -> 0.1)).isInstanceOf(InvalidArgumentException.class);
    }
}
