package jeras.initializers;

/**
 * Truncated normal numbers with the standard deviation {@code sqrt(2 / (inputs + outputs))}; also called Xavier normal.
 *
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#glorotnormal-class">keras.initializers.GlorotNormal</a>
 * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, 2010</a>
 */
public record GlorotNormal(Long seed) implements FanInitializer {
    public static GlorotNormal of() {
        return new GlorotNormal(null);
    }

    /** Default: none. */
    public GlorotNormal seed(long value) {
        return new GlorotNormal(value);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(1, "fan_avg", "truncated_normal", seed);
    }
}
