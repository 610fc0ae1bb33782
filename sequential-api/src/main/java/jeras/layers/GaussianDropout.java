package jeras.layers;

import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Multiplies by normal numbers around 1 with variance {@code rate / (1 - rate)} in training. Elsewhere the input passes through.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code GaussianDropout.of(0.2)}</pre>
 *
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al., 2014</a>
 * @see <a href="https://keras.io/api/layers/regularization_layers/gaussian_dropout/">keras.layers.GaussianDropout</a>
 */
public final class GaussianDropout extends KerasLayer<GaussianDropout, GaussianDropout.Config> {
    private final Noise noise;

    /** Keras's arguments. */
    record Config(double rate, Long seed) {
        Config {
            Check.rateBelowOne("GaussianDropout", rate);
        }
    }

    GaussianDropout(Config config) {
        super(config, GaussianDropout::new);
        noise = config.seed == null ? Noise.shared() : Noise.of(config.seed);
    }

    /** The rate is that of the Dropout whose noise has the same variance, from 0 up to, without, 1. */
    public static GaussianDropout of(double rate) {
        return new GaussianDropout(new Config(rate, null));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public GaussianDropout seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        if (!call.training() || config.rate == 0) {
            return x;
        }
        return x.multiply(Ops.cast(
                noise.normal(x, Math.sqrt(config.rate / (1 - config.rate))).add(1), x.dataType()));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
