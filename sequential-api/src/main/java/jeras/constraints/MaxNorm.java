package jeras.constraints;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Scales the weights that lead to a unit down where their norm is above a maximum.
 *
 * <pre>{@code Dense.of(64).kernelConstraint(MaxNorm.of(3))}</pre>
 *
 * @param maxValue the greatest norm; 2 by default
 * @param axis the axes that a norm is taken over: 0, the default, for a Dense kernel {@code (in, units)}; 0, 1 and 2 for a Conv2D
 *     kernel {@code (rows, columns, in, filters)}
 * @see <a href="https://keras.io/api/layers/constraints/#maxnorm-class">keras.constraints.MaxNorm</a>
 */
public record MaxNorm(double maxValue, List<Integer> axis) implements Constraint {
    public MaxNorm {
        axis = List.copyOf(axis);
    }

    /** With the maximum 2. */
    public static MaxNorm of() {
        return of(2);
    }

    public static MaxNorm of(double maxValue) {
        return new MaxNorm(maxValue, List.of(0));
    }

    /** Default: 0. */
    public MaxNorm axis(int first, int... more) {
        return new MaxNorm(maxValue, Norms.axes(first, more));
    }

    @Override
    public Tensor apply(Tensor weight) {
        Tensor norms = Norms.of(weight, axis);
        return Norms.scale(weight, norms, Ops.clip(norms, 0, maxValue));
    }
}
