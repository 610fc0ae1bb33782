package jeras.constraints;

import java.util.List;
import jeras.ops.Tensor;

/**
 * Scales the weights that lead to each unit to the norm 1.
 *
 * <pre>{@code Conv2D.of(32, 3).kernelConstraint(UnitNorm.of().axis(0, 1, 2))}</pre>
 *
 * @param axis the axes that a norm is taken over: 0, the default, for a Dense kernel {@code (in, units)}; 0, 1 and 2 for a Conv2D
 *     kernel {@code (rows, columns, in, filters)}
 * @see <a href="https://keras.io/api/layers/constraints/#unitnorm-class">keras.constraints.UnitNorm</a>
 */
public record UnitNorm(List<Integer> axis) implements Constraint {
    public UnitNorm {
        axis = List.copyOf(axis);
    }

    public static UnitNorm of() {
        return new UnitNorm(List.of(0));
    }

    /** Default: 0. */
    public UnitNorm axis(int first, int... more) {
        return new UnitNorm(Norms.axes(first, more));
    }

    @Override
    public Tensor apply(Tensor weight) {
        return Norms.unit(weight, Norms.of(weight, axis));
    }
}
