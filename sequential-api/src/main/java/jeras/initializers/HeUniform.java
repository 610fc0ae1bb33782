package jeras.initializers;

/**
 * Uniform numbers within {@code ±sqrt(6 / inputs)}.
 *
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#heuniform-class">keras.initializers.HeUniform</a>
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al., 2015</a>
 */
public record HeUniform(Long seed) implements FanInitializer {
    public static HeUniform of() {
        return new HeUniform(null);
    }

    /** Default: none. */
    public HeUniform seed(long value) {
        return new HeUniform(value);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(2, "fan_in", "uniform", seed);
    }
}
