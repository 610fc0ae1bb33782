package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.Model;
import jeras.layers.BatchNormalization;
import jeras.layers.Dense;
import org.junit.jupiter.api.Test;

/** Layers that stop and go on learning between two trainings, as when a model is fine-tuned. */
class FreezingTest {
    private static final Array X = Array.arange(0.0, 8.0, 0.25).reshape(8, 4);
    private static final Array Y = Array.arange(8).cast("float32").reshape(8, 1);

    private final Input features = Input.of(4);
    private final Model base = Model.of(features, BatchNormalization.of().apply(Dense.of(3).apply(features)));
    private final Input input = Input.of(4);
    private final Model model = Model.of(input, Dense.of(1).apply(base.apply(input)));

    private void fit() {
        model.compile("sgd", "mse");
        model.fit(X, Y, f -> f.verbose(0));
    }

    @Test
    void aFrozenPartStaysAsItIs() {
        base.setTrainable(false);
        model.buildFor(List.of(new ai.djl.ndarray.types.Shape(8, 4)));
        List<Array> before = base.getWeights();

        fit();

        assertThat(base.getWeights()).isEqualTo(before);
    }

    @Test
    void aPartThatWasFrozenInOneTrainingLearnsInTheNext() {
        base.setTrainable(false);
        fit();
        List<Array> before = base.getWeights();
        base.setTrainable(true);

        fit();

        assertThat(base.getWeights()).isNotEqualTo(before);
    }

    @Test
    void aPartMayBeFrozenAndReleasedTimeAndAgain() {
        fit();
        base.setTrainable(false);
        fit();
        base.setTrainable(true);
        fit();
        List<Array> before = base.getWeights();
        base.setTrainable(false);

        fit();

        assertThat(base.getWeights()).isEqualTo(before);
    }
}
