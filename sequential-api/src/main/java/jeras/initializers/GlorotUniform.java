package jeras.initializers;

/**
 * Uniform numbers within {@code ±sqrt(6 / (inputs + outputs))}; also called Xavier uniform.
 *
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#glorotuniform-class">keras.initializers.GlorotUniform</a>
 * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, 2010</a>
 */
public record GlorotUniform(Long seed) implements FanInitializer {
    public static GlorotUniform of() {
        return new GlorotUniform(null);
    }

    /** Default: none. */
    public GlorotUniform seed(long value) {
        return new GlorotUniform(value);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(1, "fan_avg", "uniform", seed);
    }
}
