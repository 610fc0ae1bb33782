package jeras.layers;

import ai.djl.ndarray.types.DataType;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code x · scale + offset}, in float32; such as bytes of an image to numbers from 0 to 1.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code Rescaling.of(1.0 / 127.5).offset(-1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/">keras.layers.Rescaling</a>
 */
public final class Rescaling extends KerasLayer<Rescaling, Rescaling.Config> {
    /** Keras's arguments. */
    record Config(double scale, double offset) {}

    Rescaling(Config config) {
        super(config, Rescaling::new);
    }

    public static Rescaling of(double scale) {
        return new Rescaling(new Config(scale, 0));
    }

    /** Default: 0. */
    public Rescaling offset(double offset) {
        return with("offset", offset);
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor scaled = Ops.cast(x, DataType.FLOAT32).multiply(config.scale);
        return config.offset == 0 ? scaled : scaled.add(config.offset);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
