package jeras.initializers;

/**
 * Truncated normal numbers with the standard deviation {@code sqrt(2 / inputs)}.
 *
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#henormal-class">keras.initializers.HeNormal</a>
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al., 2015</a>
 */
public record HeNormal(Long seed) implements FanInitializer {
    public static HeNormal of() {
        return new HeNormal(null);
    }

    /** Default: none. */
    public HeNormal seed(long value) {
        return new HeNormal(value);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(2, "fan_in", "truncated_normal", seed);
    }
}
