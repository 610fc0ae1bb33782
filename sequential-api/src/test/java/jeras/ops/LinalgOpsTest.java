package jeras.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ShapeMismatchException;
import org.junit.jupiter.api.Test;

class LinalgOpsTest {
    private static final double[] X = {2, -1, 0.5, 3, 1.5, -0.25};

    @Test
    void qrIsReduced() {
        assertThat(shapes(Ops.qr(placeholder(7, 5, 3)))).containsExactly(new Shape(7, 5, 3), new Shape(7, 3, 3));
        assertThat(shapes(Ops.qr(placeholder(3, 5)))).containsExactly(new Shape(3, 3), new Shape(3, 5));
    }

    @Test
    void qrTimesRIsTheMatrix() {
        float[] product = Run.run(
                x -> {
                    List<Tensor> qr = Ops.qr(x);
                    return Ops.matmul(qr.get(0), qr.get(1));
                },
                new Shape(3, 2),
                X);

        for (int i = 0; i < X.length; i++) {
            assertThat((double) product[i]).isCloseTo(X[i], within(1e-6));
        }
    }

    @Test
    void theColumnsOfQAreOrthonormal() {
        float[] gram = Run.run(
                x -> {
                    Tensor q = Ops.qr(x).get(0);
                    return Ops.matmul(Ops.transpose(q), q);
                },
                new Shape(3, 2),
                X);

        assertThat(gram).containsExactly(new float[] {1, 0, 0, 1}, within(1e-6f));
    }

    @Test
    void diagonalTakesTheLastTwoAxes() {
        assertThat(Ops.diagonal(placeholder(-1, 4, 3)).shape()).isEqualTo(new Shape(-1, 3));
        assertThat(Run.run(Ops::diagonal, new Shape(3, 2), X)).containsExactly(2, 3);
        assertThat(Run.grad(Ops::diagonal, new Shape(3, 2), X)).containsExactly(1, 0, 0, 2, 0, 0);
    }

    @Test
    void eyeHasOnesOnTheDiagonal() {
        assertThat(Run.run(() -> Ops.eye(2, 3, DataType.INT32))).containsExactly(1, 0, 0, 0, 1, 0);
    }

    @Test
    void matricesHaveTwoAxes() {
        assertThatThrownBy(() -> Ops.qr(placeholder(3)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        qr takes matrices.
                          expected: at least 2 axes
                          received: (3,)
                          fix:      reshape it to (rows, columns)""");
    }

    private static Placeholder placeholder(long... shape) {
        return new Placeholder("x", new Shape(shape), DataType.FLOAT32);
    }

    private static List<Shape> shapes(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::shape).toList();
    }
}
