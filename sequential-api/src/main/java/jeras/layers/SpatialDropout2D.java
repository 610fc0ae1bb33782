package jeras.layers;

import ai.djl.ndarray.types.Shape;
import jeras.ops.Noise;
import jeras.ops.Tensor;

/**
 * Drops whole channels of an image in training: a channel is 0 at all places or at none.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output the same
 * </ul>
 *
 * <pre>{@code SpatialDropout2D.of(0.2)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1411.4280">Tompson et al., 2014</a>
 * @see <a href="https://keras.io/api/layers/regularization_layers/spatial_dropout2d/">keras.layers.SpatialDropout2D</a>
 */
public final class SpatialDropout2D extends KerasLayer<SpatialDropout2D, SpatialDropout2D.Config> {
    private final Noise noise;

    /** Keras's arguments. */
    record Config(double rate, String dataFormat, Long seed) {
        Config {
            Check.rate("SpatialDropout2D", "rate", rate);
            DataFormat.check("SpatialDropout2D", dataFormat);
        }
    }

    SpatialDropout2D(Config config) {
        super(config, SpatialDropout2D::new);
        noise = config.seed == null ? Noise.shared() : Noise.of(config.seed);
    }

    /** The rate is the share to drop, from 0 to 1. */
    public static SpatialDropout2D of(double rate) {
        return new SpatialDropout2D(new Config(rate, DataFormat.preset(), null));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public SpatialDropout2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public SpatialDropout2D seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Check.rank(this, x.shape(), 4);
        Shape channels = DataFormat.isFirst(config.dataFormat)
                ? new Shape(x.size(0), x.size(1), 1, 1)
                : new Shape(x.size(0), 1, 1, x.size(3));
        return call.training() ? noise.dropout(x, config.rate, channels) : x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
