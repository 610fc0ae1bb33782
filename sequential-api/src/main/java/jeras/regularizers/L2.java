package jeras.regularizers;

import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Arguments;

/**
 * {@code l2 * sum(x²)}.
 *
 * <pre>{@code Dense.of(64).kernelRegularizer(L2.of(1e-4))}</pre>
 *
 * @param l2 the factor, at least 0; 0.01 by default
 * @see <a href="https://keras.io/api/layers/regularizers/#l2-class">keras.regularizers.L2</a>
 */
public record L2(double l2) implements Regularizer {
    public L2 {
        Arguments.nonNegative("L2", "l2", l2);
    }

    /** With the factor 0.01. */
    public static L2 of() {
        return of(0.01);
    }

    public static L2 of(double l2) {
        return new L2(l2);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.sum(Ops.square(x)).multiply(l2);
    }
}
