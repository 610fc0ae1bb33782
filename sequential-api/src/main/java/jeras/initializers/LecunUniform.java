package jeras.initializers;

/**
 * Uniform numbers within {@code ±sqrt(3 / inputs)}.
 *
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#lecununiform-class">keras.initializers.LecunUniform</a>
 * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., 2017</a>
 */
public record LecunUniform(Long seed) implements FanInitializer {
    public static LecunUniform of() {
        return new LecunUniform(null);
    }

    /** Default: none. */
    public LecunUniform seed(long value) {
        return new LecunUniform(value);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(1, "fan_in", "uniform", seed);
    }
}
