package jeras.regularizers;

import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Arguments;

/**
 * {@code l1 * sum(|x|) + l2 * sum(x²)}.
 *
 * <p>Both factors are 0 by default, as in Keras; the id {@code "l1_l2"} means 0.01 for both.
 *
 * <pre>{@code Dense.of(64).kernelRegularizer(L1L2.of(1e-5, 1e-4))}</pre>
 *
 * @param l1 the factor of the absolute values, at least 0
 * @param l2 the factor of the squares, at least 0
 * @see <a href="https://keras.io/api/layers/regularizers/#l1l2-class">keras.regularizers.L1L2</a>
 */
public record L1L2(double l1, double l2) implements Regularizer {
    public L1L2 {
        Arguments.nonNegative("L1L2", "l1", l1);
        Arguments.nonNegative("L1L2", "l2", l2);
    }

    /** With both factors 0. */
    public static L1L2 of() {
        return of(0, 0);
    }

    public static L1L2 of(double l1, double l2) {
        return new L1L2(l1, l2);
    }

    /** Default: 0. */
    public L1L2 l1(double factor) {
        return of(factor, l2);
    }

    /** Default: 0. */
    public L1L2 l2(double factor) {
        return of(l1, factor);
    }

    @Override
    public Tensor apply(Tensor x) {
        if (l1 == 0 && l2 == 0) {
            return Ops.zeros(new Shape(), x.dataType());
        }
        if (l1 == 0) {
            return L2.of(l2).apply(x);
        }
        Tensor first = L1.of(l1).apply(x);
        return l2 == 0 ? first : first.add(L2.of(l2).apply(x));
    }
}
