package jeras.layers;

import static jeras.layers.Symbols.input;
import static jeras.layers.Symbols.masked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.backend.Backend;
import jeras.backend.Program;
import jeras.ops.Placeholder;
import jeras.ops.Recording;
import org.junit.jupiter.api.Test;

class DropoutTest {
    @Test
    void nothingIsRecordedOutsideTrainingNorForARateOfZero() {
        assertThat(Recording.of(false, () -> Dropout.of(0.5).apply(input(-1, 4)))
                        .ops())
                .isEmpty();
        assertThat(Recording.of(true, () -> Dropout.of(0).apply(input(-1, 4))).ops())
                .isEmpty();
    }

    @Test
    void masksAreHandedOn() {
        assertThat(Dropout.of(0.5).apply(masked(-1, 4, 3)).mask()).isNotNull();
        assertThat(SpatialDropout1D.of(0.5).apply(masked(-1, 4, 3)).mask()).isNotNull();
    }

    @Test
    void dropsTheRateAndScalesTheRest() {
        float[] y = ones(Dropout.of(0.25), 100, 10, 10);
        double kept = share(y);
        assertThat(kept).isCloseTo(0.75, within(0.03));
        for (float v : y) {
            assertThat(v == 0 || Math.abs(v - 1 / 0.75f) < 1e-6).isTrue();
        }
    }

    @Test
    void spatialDropoutDropsWholeFeatures() {
        float[] y = ones(SpatialDropout1D.of(0.5), 20, 6, 5);
        for (int b = 0; b < 20; b++) {
            for (int f = 0; f < 5; f++) {
                for (int t = 1; t < 6; t++) {
                    assertThat(y[(b * 6 + t) * 5 + f]).isEqualTo(y[b * 6 * 5 + f]);
                }
            }
        }
        assertThat(share(y)).isBetween(0.2, 0.8);
    }

    @Test
    void spatialDropoutOfImagesDropsWholeChannelsInBothFormats() {
        float[] last = ones(SpatialDropout2D.of(0.5), 20, 2, 3, 5);
        float[] first = ones(SpatialDropout2D.of(0.5).dataFormat("channels_first"), 20, 5, 2, 3);
        for (int b = 0; b < 20; b++) {
            for (int c = 0; c < 5; c++) {
                for (int p = 1; p < 6; p++) {
                    assertThat(last[(b * 6 + p) * 5 + c]).isEqualTo(last[b * 30 + c]);
                    assertThat(first[(b * 5 + c) * 6 + p]).isEqualTo(first[(b * 5 + c) * 6]);
                }
            }
        }
    }

    @Test
    void spatialDropoutOfVolumesDropsWholeChannelsInBothFormats() {
        float[] last = ones(SpatialDropout3D.of(0.5), 20, 1, 2, 3, 5);
        float[] first = ones(SpatialDropout3D.of(0.5).dataFormat("channels_first"), 20, 5, 1, 2, 3);
        for (int b = 0; b < 20; b++) {
            for (int c = 0; c < 5; c++) {
                for (int p = 1; p < 6; p++) {
                    assertThat(last[(b * 6 + p) * 5 + c]).isEqualTo(last[b * 30 + c]);
                    assertThat(first[(b * 5 + c) * 6 + p]).isEqualTo(first[(b * 5 + c) * 6]);
                }
            }
        }
        assertThat(share(last)).isBetween(0.2, 0.8);
    }

    @Test
    void aNoiseShapeDropsAlongItsAxesOfLengthOne() {
        float[] steps = ones(Dropout.of(0.5).noiseShape(-1, -1, 1), 20, 6, 5);
        for (int i = 0; i < steps.length; i++) {
            assertThat(steps[i]).isEqualTo(steps[i - i % 5]);
        }
        float[] broadcast = ones(Dropout.of(0.5).noiseShape(5), 20, 6, 5);
        for (int i = 0; i < broadcast.length; i++) {
            assertThat(broadcast[i]).isEqualTo(broadcast[i % 5]);
        }
    }

    @Test
    void gaussianNoiseHasItsDeviationAroundTheInput() {
        for (Layer layer : List.of(GaussianNoise.of(0.3), GaussianNoise.of(0.3).seed(5))) {
            float[] y = ones(layer, 100, 100);
            double mean = 0;
            double squares = 0;
            for (float v : y) {
                mean += v / 1e4;
                squares += (v - 1) * (v - 1) / 1e4;
            }
            assertThat(mean).isCloseTo(1, within(0.02));
            assertThat(Math.sqrt(squares)).isCloseTo(0.3, within(0.02));
        }
        assertThat(Recording.of(false, () -> GaussianNoise.of(0.3).apply(input(-1, 4)))
                        .ops())
                .isEmpty();
    }

    @Test
    void aSeedRepeatsWhatCopiesDrawButNotTheSteps() {
        for (KerasLayer<?, ?> layer : List.of(
                Dropout.of(0.5).seed(3),
                SpatialDropout1D.of(0.5).seed(3),
                SpatialDropout2D.of(0.5).seed(3),
                GaussianNoise.of(0.5).seed(3))) {
            long[] shape = layer instanceof SpatialDropout2D ? new long[] {20, 2, 2, 3} : new long[] {20, 4, 3};
            Layer copy = layer.copy();
            float[] first = ones(layer, shape);
            float[] second = ones(layer, shape);
            assertThat(first).isNotEqualTo(second);
            assertThat(ones(copy, shape)).isEqualTo(first);
            assertThat(ones(copy, shape)).isEqualTo(second);
        }
        assertThat(ones(Dropout.of(0.5).seed(4), 20, 3))
                .isNotEqualTo(ones(Dropout.of(0.5).seed(3), 20, 3));
        assertThat(share(ones(Dropout.of(0.25).seed(3), 100, 100))).isCloseTo(0.75, within(0.03));
        assertThat(share(ones(Dropout.of(1).seed(3), 10, 10))).isZero();
    }

    @Test
    void argumentsAreCheckedWhenTheyAreGiven() {
        assertThatThrownBy(() -> Dropout.of(1.5))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Dropout cannot be made.
                          expected: rate from 0 to 1
                          received: 1.5
                          fix:      give the share to drop, such as 0.5""");
        assertThatThrownBy(() -> Dropout.of(0.5).noiseShape(0, 1)).hasMessage("""
                        Dropout cannot be made.
                          expected: a noiseShape of positive lengths, or -1 for the input's own
                          received: [0, 1]
                          fix:      give 1 where a whole axis is to be dropped at once""");
        assertThatThrownBy(() -> Recording.of(
                        true, () -> Dropout.of(0.5).noiseShape(-1, 1, 4).apply(input(-1, 4))))
                .hasMessage("""
                        Dropout cannot take an input of shape (?, 4).
                          expected: at least the 3 axes of noiseShape
                          received: 2 axes
                          fix:      shorten noiseShape""");
    }

    private static double share(float[] y) {
        int kept = 0;
        for (float v : y) {
            kept += v == 0 ? 0 : 1;
        }
        return (double) kept / y.length;
    }

    /** What the layer makes of ones in training. */
    private static float[] ones(Layer layer, long... shape) {
        long[] declared = shape.clone();
        declared[0] = -1;
        Placeholder x = new Placeholder("x", new Shape(declared), DataType.FLOAT32);
        Program program = Program.builder(Backend.device())
                .function("run", List.of(x), true, () -> List.of(layer.apply(x)))
                .build();
        try (NDManager manager = Backend.scope();
                NDList y = program.call(
                        "run", List.of(manager.ones(new Shape(shape)).toDevice(Backend.device(), false)), false)) {
            return y.get(0).toFloatArray();
        }
    }
}
