package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Records;

/**
 * Normal numbers, drawn anew when they lie more than two standard deviations from the mean.
 *
 * <pre>{@code TruncatedNormal.of().stddev(0.1).seed(3)}</pre>
 *
 * @param mean the mean; 0 by default
 * @param stddev the standard deviation before the cut, which leaves 0.88 of it; 0.05 by default
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#truncatednormal-class">keras.initializers.TruncatedNormal</a>
 */
public record TruncatedNormal(double mean, double stddev, Long seed) implements Initializer {
    /** Around 0 with the standard deviation 0.05. */
    public static TruncatedNormal of() {
        return of(0, 0.05);
    }

    public static TruncatedNormal of(double mean, double stddev) {
        return new TruncatedNormal(mean, stddev, null);
    }

    /** Default: 0. */
    public TruncatedNormal mean(double value) {
        return Records.with(this, "mean", value);
    }

    /** Default: 0.05. */
    public TruncatedNormal stddev(double value) {
        return Records.with(this, "stddev", value);
    }

    /** Default: none. */
    public TruncatedNormal seed(long value) {
        return Records.with(this, "seed", value);
    }

    @Override
    public Tensor apply(Shape shape, DataType type) {
        return Draw.from(seed, type, t -> Ops.truncatedNormal(shape, mean, stddev, t));
    }
}
