package jeras.layers;

import ai.djl.ndarray.types.Shape;
import jeras.ops.Noise;
import jeras.ops.Tensor;

/**
 * Drops whole channels of a volume in training: a channel is 0 at all places or at none.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, channels)}, output the same
 * </ul>
 *
 * <pre>{@code SpatialDropout3D.of(0.2)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1411.4280">Tompson et al., 2014</a>
 * @see <a href="https://keras.io/api/layers/regularization_layers/spatial_dropout3d/">keras.layers.SpatialDropout3D</a>
 */
public final class SpatialDropout3D extends KerasLayer<SpatialDropout3D, SpatialDropout3D.Config> {
    private final Noise noise;

    /** Keras's arguments. */
    record Config(double rate, String dataFormat, Long seed) {
        Config {
            Check.rate("SpatialDropout3D", "rate", rate);
            DataFormat.check("SpatialDropout3D", dataFormat);
        }
    }

    SpatialDropout3D(Config config) {
        super(config, SpatialDropout3D::new);
        noise = config.seed == null ? Noise.shared() : Noise.of(config.seed);
    }

    /** The rate is the share to drop, from 0 to 1. */
    public static SpatialDropout3D of(double rate) {
        return new SpatialDropout3D(new Config(rate, DataFormat.preset(), null));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public SpatialDropout3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public SpatialDropout3D seed(long seed) {
        return with("seed", seed);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Check.rank(this, x.shape(), 5);
        Shape channels = DataFormat.isFirst(config.dataFormat)
                ? new Shape(x.size(0), x.size(1), 1, 1, 1)
                : new Shape(x.size(0), 1, 1, 1, x.size(4));
        return call.training() ? noise.dropout(x, config.rate, channels) : x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
