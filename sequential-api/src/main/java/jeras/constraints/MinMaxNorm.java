package jeras.constraints;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Records;

/**
 * Scales the weights that lead to each unit so that their norm comes, or moves, between two bounds.
 *
 * <pre>{@code Dense.of(64).kernelConstraint(MinMaxNorm.of(0.5, 2).rate(0.9))}</pre>
 *
 * @param minValue the least norm; 0 by default
 * @param maxValue the greatest norm; 1 by default
 * @param rate the share of the way to the bound that one step takes; 1, the default, is strict
 * @param axis the axes that a norm is taken over: 0, the default, for a Dense kernel {@code (in, units)}; 0, 1 and 2 for a Conv2D
 *     kernel {@code (rows, columns, in, filters)}
 * @see <a href="https://keras.io/api/layers/constraints/#minmaxnorm-class">keras.constraints.MinMaxNorm</a>
 */
public record MinMaxNorm(double minValue, double maxValue, double rate, List<Integer> axis) implements Constraint {
    public MinMaxNorm {
        axis = List.copyOf(axis);
    }

    /** Strictly between 0 and 1. */
    public static MinMaxNorm of() {
        return of(0, 1);
    }

    /** Strictly between two bounds. */
    public static MinMaxNorm of(double minValue, double maxValue) {
        return new MinMaxNorm(minValue, maxValue, 1, List.of(0));
    }

    /** Default: 1. */
    public MinMaxNorm rate(double share) {
        return Records.with(this, "rate", share);
    }

    /** Default: 0. */
    public MinMaxNorm axis(int first, int... more) {
        return Records.with(this, "axis", Norms.axes(first, more));
    }

    @Override
    public Tensor apply(Tensor weight) {
        Tensor norms = Norms.of(weight, axis);
        Tensor desired = Ops.clip(norms, minValue, maxValue).multiply(rate).add(norms.multiply(1 - rate));
        return Norms.scale(weight, norms, desired);
    }
}
