package jeras.layers;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Stretches the values of each channel of an image over the whole value range, in training and elsewhere. Channels of one value stay.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code AutoContrast.of().valueRange(0, 1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/auto_contrast/">keras.layers.AutoContrast</a>
 */
public final class AutoContrast extends ImageLayer<AutoContrast, AutoContrast.Config> {
    /** Keras's arguments. */
    record Config(List<Double> valueRange, String dataFormat) {
        Config {
            valueRange = Factor.valueRange("AutoContrast", valueRange);
            DataFormat.check("AutoContrast", dataFormat);
        }
    }

    AutoContrast(Config config) {
        super(config, AutoContrast::new, config.dataFormat);
    }

    public static AutoContrast of() {
        return new AutoContrast(new Config(Factor.list(0, 255), DataFormat.preset()));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public AutoContrast valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public AutoContrast dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        return stretched(Ops.cast(images, DataType.FLOAT32));
    }

    /**
     * @param x {@code (batch, height, width, channels)}, float32
     */
    Tensor stretched(Tensor x) {
        Tensor bytes = ValueRange.to(x, config.valueRange, 0, 255);
        Tensor low = Ops.min(bytes, true, 1, 2);
        Tensor range = Ops.max(bytes, true, 1, 2).subtract(low);
        Tensor flat = Ops.equal(range, 0);
        Tensor scale = Ops.divide(255, Ops.where(flat, 1, range));
        Tensor wide = Ops.clip(bytes.multiply(scale).add(low.negative().multiply(scale)), 0, 255);
        return Ops.where(flat, x, ValueRange.from(wide, config.valueRange, 0, 255));
    }
}
