package jeras.initializers;

/**
 * Truncated normal numbers with the standard deviation {@code sqrt(1 / inputs)}.
 *
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#lecunnormal-class">keras.initializers.LecunNormal</a>
 * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., 2017</a>
 */
public record LecunNormal(Long seed) implements FanInitializer {
    public static LecunNormal of() {
        return new LecunNormal(null);
    }

    /** Default: none. */
    public LecunNormal seed(long value) {
        return new LecunNormal(value);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(1, "fan_in", "truncated_normal", seed);
    }
}
