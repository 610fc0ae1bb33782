package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Records;

/**
 * Uniform numbers.
 *
 * <pre>{@code RandomUniform.of(-0.1, 0.1).seed(3)}</pre>
 *
 * @param minval the lower bound; -0.05 by default
 * @param maxval the upper bound, not itself drawn; 0.05 by default
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#randomuniform-class">keras.initializers.RandomUniform</a>
 */
public record RandomUniform(double minval, double maxval, Long seed) implements Initializer {
    /** From -0.05 to 0.05. */
    public static RandomUniform of() {
        return of(-0.05, 0.05);
    }

    public static RandomUniform of(double minval, double maxval) {
        return new RandomUniform(minval, maxval, null);
    }

    /** Default: -0.05. */
    public RandomUniform minval(double value) {
        return Records.with(this, "minval", value);
    }

    /** Default: 0.05. */
    public RandomUniform maxval(double value) {
        return Records.with(this, "maxval", value);
    }

    /** Default: none. */
    public RandomUniform seed(long value) {
        return Records.with(this, "seed", value);
    }

    @Override
    public Tensor apply(Shape shape, DataType type) {
        return Draw.from(seed, type, t -> Ops.randomUniform(shape, minval, maxval, t));
    }
}
