package jeras.regularizers;

import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Arguments;

/**
 * {@code l1 * sum(|x|)}.
 *
 * <pre>{@code Dense.of(64).kernelRegularizer(L1.of(1e-4))}</pre>
 *
 * @param l1 the factor, at least 0; 0.01 by default
 * @see <a href="https://keras.io/api/layers/regularizers/#l1-class">keras.regularizers.L1</a>
 */
public record L1(double l1) implements Regularizer {
    public L1 {
        Arguments.nonNegative("L1", "l1", l1);
    }

    /** With the factor 0.01. */
    public static L1 of() {
        return of(0.01);
    }

    public static L1 of(double l1) {
        return new L1(l1);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.sum(Ops.abs(x)).multiply(l1);
    }
}
