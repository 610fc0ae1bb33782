package jeras.layers;

import static jeras.layers.Symbols.masked;
import static jeras.layers.Symbols.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import jeras.ops.Recording;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    @Test
    void batchNormalizationHasFourWeightsOfWhichTwoTrain() {
        BatchNormalization layer = BatchNormalization.of();
        assertThat(output(layer, -1, 4, 5, 3)).isEqualTo(new Shape(-1, 4, 5, 3));
        assertThat(layer.weights().stream().map(v -> v.name()))
                .containsExactly("gamma", "beta", "moving_mean", "moving_variance");
        assertThat(layer.trainableWeights().stream().map(v -> v.name())).containsExactly("gamma", "beta");
        assertThat(layer.weights()).allMatch(v -> v.shape().equals(new Shape(3)));
    }

    @Test
    void batchNormalizationAssignsItsStateOnlyInTrainingAndWhenItTrains() {
        BatchNormalization layer = BatchNormalization.of();
        assertThat(Recording.of(true, () -> output(layer, -1, 3)).assigned()).hasSize(2);
        assertThat(Recording.of(false, () -> output(layer, -1, 3)).assigned()).isEmpty();
        layer.setTrainable(false);
        assertThat(Recording.of(true, () -> output(layer, -1, 3)).assigned()).isEmpty();
    }

    @Test
    void batchNormalizationOfImagesIsOneKernelOnAView() {
        BatchNormalization layer = BatchNormalization.of();
        assertThat(Recording.of(false, () -> output(layer, -1, 4, 5, 3)).ops().stream()
                        .map(op -> op.name()))
                .containsExactly("transpose", "batch_norm", "transpose");
    }

    @Test
    void anAxisThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> output(BatchNormalization.of().axis(3), -1, 4, 3))
                .hasMessage("""
                        BatchNormalization cannot take an input of shape (?, 4, 3).
                        Axis 3 does not exist.
                          expected: an axis from -3 to 2
                          received: axis 3 of a tensor with 3 axes
                          fix:      name an axis that the tensor has""");
    }

    @Test
    void batchNormalizationNamesAMaskOfAnotherRank() {
        assertThatThrownBy(() ->
                        Recording.of(true, () -> BatchNormalization.of().apply(masked(-1, 4, 5, 3))))
                .hasMessage("""
                        BatchNormalization cannot take an input of shape (?, 4, 5, 3).
                          expected: a mask with one axis less than the input
                          received: a mask of shape (?, 4)
                          fix:      end the mask before this layer, or normalize where the steps are""");
    }

    @Test
    void layerNormalizationHasWeightsOfTheLengthsOfItsAxes() {
        LayerNormalization layer = LayerNormalization.of().axis(3, 1);
        assertThat(output(layer, -1, 4, 5, 3)).isEqualTo(new Shape(-1, 4, 5, 3));
        assertThat(layer.weights().stream().map(v -> v.shape())).containsExactly(new Shape(4, 3), new Shape(4, 3));
    }

    @Test
    void layerNormalizationOverTheLastAxisIsOneKernel() {
        LayerNormalization layer = LayerNormalization.of();
        assertThat(Recording.of(true, () -> output(layer, -1, 4, 3)).ops().stream()
                        .map(op -> op.name()))
                .containsExactly("layer_norm");
    }

    @Test
    void bothHandMasksOn() {
        assertThat(BatchNormalization.of().apply(masked(-1, 4, 3)).mask()).isNotNull();
        assertThat(LayerNormalization.of().apply(masked(-1, 4, 3)).mask()).isNotNull();
    }
}
