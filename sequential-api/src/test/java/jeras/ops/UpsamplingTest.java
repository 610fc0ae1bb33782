package jeras.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the layers' numbers do not show: they come from JAX, which has no area and other cubic weights than TensorFlow. */
class UpsamplingTest {
    private static final Shape ROW = new Shape(1, 1, 4, 1);
    private static final double[] X = {1, -2, 4, 8};

    private static Tensor triple(Tensor x, String interpolation) {
        return Ops.upsample(x, new long[] {1, 3}, interpolation);
    }

    @Test
    void cubicWeightsAreThoseOfTensorFlowsTable() {
        assertThat(Run.run(x -> triple(x, "bicubic"), ROW, X))
                .containsExactly(
                        new float[] {
                            1.3156189f,
                            1,
                            -0.033119082f,
                            -1.4655129f,
                            -2,
                            -0.5946538f,
                            1.8172562f,
                            4,
                            5.712701f,
                            7.1045594f,
                            8,
                            8.420825f
                        },
                        within(1e-5f));
        assertThat(Run.grad(x -> triple(x, "bicubic"), ROW, X))
                .containsExactly(new float[] {5.8594646f, 14.838265f, 23.646053f, 33.656216f}, within(1e-5f));
    }

    @Test
    void areaIsNearestForWholeFactors() {
        assertThat(Run.run(x -> triple(x, "area"), ROW, X)).containsExactly(1, 1, 1, -2, -2, -2, 4, 4, 4, 8, 8, 8);
    }

    @Test
    void wholeNumbersStayWhatTheyAre() {
        Tensor x = new Placeholder("x", ROW, DataType.INT32);
        for (String interpolation : List.of("nearest", "bilinear", "bicubic", "lanczos3", "area")) {
            assertThat(triple(x, interpolation).dataType()).isEqualTo(DataType.INT32);
        }
        assertThat(Run.run(r -> whole(r, DataType.INT32, "bilinear"), ROW, 1, 2, 7, 1))
                .containsExactly(1, 1, 1, 2, 2, 4, 5, 7, 5, 3, 1, 1);
        assertThat(Run.run(r -> whole(r, DataType.INT32, "lanczos3"), ROW, 1, 2, 7, 1))
                .containsExactly(1, 1, 1, 1, 2, 4, 7, 7, 5, 3, 1, 0);
    }

    @Test
    void bytesDoNotOverflow() {
        assertThat(Run.run(r -> whole(r, DataType.UINT8, "bicubic"), ROW, 0, 255, 0, 0))
                .containsExactly(0, 0, 79, 191, 255, 198, 85, 0, 0, 0, 0, 0);
    }

    private static Tensor whole(Tensor x, DataType type, String interpolation) {
        return Ops.cast(triple(Ops.cast(x, type), interpolation), DataType.FLOAT32);
    }
}
