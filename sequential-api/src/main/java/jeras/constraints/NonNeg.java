package jeras.constraints;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Sets what is below 0 to 0.
 *
 * @see <a href="https://keras.io/api/layers/constraints/#nonneg-class">keras.constraints.NonNeg</a>
 */
public record NonNeg() implements Constraint {
    public static NonNeg of() {
        return new NonNeg();
    }

    @Override
    public Tensor apply(Tensor weight) {
        return Ops.maximum(weight, 0);
    }
}
