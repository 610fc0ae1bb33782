package jeras.layers;

import ai.djl.ndarray.types.Shape;
import jeras.ops.Noise;
import jeras.ops.Tensor;

/**
 * Drops whole features of a sequence in training: a feature is 0 at all steps or at none.
 *
 * <ul>
 *   <li>input {@code (batch, steps, features)}, output the same
 * </ul>
 *
 * <pre>{@code SpatialDropout1D.of(0.2)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1411.4280">Tompson et al., 2014</a>
 * @see <a href="https://keras.io/api/layers/regularization_layers/spatial_dropout1d/">keras.layers.SpatialDropout1D</a>
 */
public final class SpatialDropout1D extends KerasLayer<SpatialDropout1D, SpatialDropout1D.Config> {
    private final Noise noise;

    /** Keras's arguments. */
    record Config(double rate, Long seed) {
        Config {
            Check.rate("SpatialDropout1D", "rate", rate);
        }
    }

    SpatialDropout1D(Config config) {
        super(config, SpatialDropout1D::new);
        noise = config.seed == null ? Noise.shared() : Noise.of(config.seed);
    }

    /** The rate is the share to drop, from 0 to 1. */
    public static SpatialDropout1D of(double rate) {
        return new SpatialDropout1D(new Config(rate, null));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public SpatialDropout1D seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Check.rank(this, x.shape(), 3);
        return call.training() ? noise.dropout(x, config.rate, new Shape(x.size(0), 1, x.size(2))) : x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
