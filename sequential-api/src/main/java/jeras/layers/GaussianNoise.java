package jeras.layers;

import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Adds normal numbers around 0 in training. Elsewhere the input passes through.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code GaussianNoise.of(0.1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/regularization_layers/gaussian_noise/">keras.layers.GaussianNoise</a>
 */
public final class GaussianNoise extends KerasLayer<GaussianNoise, GaussianNoise.Config> {
    private final Noise noise;

    /** Keras's arguments. */
    record Config(double stddev, Long seed) {
        Config {
            Check.rate("GaussianNoise", "stddev", stddev);
        }
    }

    GaussianNoise(Config config) {
        super(config, GaussianNoise::new);
        noise = config.seed == null ? Noise.shared() : Noise.of(config.seed);
    }

    /** The standard deviation is from 0 to 1. */
    public static GaussianNoise of(double stddev) {
        return new GaussianNoise(new Config(stddev, null));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public GaussianNoise seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return call.training() && config.stddev > 0 ? x.add(Ops.cast(noise.normal(x, config.stddev), x.dataType())) : x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
