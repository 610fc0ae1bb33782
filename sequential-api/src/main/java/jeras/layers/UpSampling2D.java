package jeras.layers;

import java.util.List;
import java.util.Locale;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * An image with more pixels: each several times, or values between them.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output for the size {@code (rows, columns)}:
 *       {@code (batch, rows · height, columns · width, channels)}; with {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code UpSampling2D.of(2).interpolation("bilinear")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/">keras.layers.UpSampling2D</a>
 */
public final class UpSampling2D extends KerasLayer<UpSampling2D, UpSampling2D.Config> {
    /** Keras's arguments. */
    record Config(List<Integer> size, String dataFormat, String interpolation) {
        Config {
            Tuple.check("UpSampling2D", "size", 2, size);
            DataFormat.check("UpSampling2D", dataFormat);
            interpolation = interpolation.toLowerCase(Locale.ROOT);
            Check.oneOf(
                    "UpSampling2D",
                    "interpolation",
                    interpolation,
                    "nearest",
                    "bilinear",
                    "bicubic",
                    "lanczos3",
                    "lanczos5",
                    "area");
        }
    }

    UpSampling2D(Config config) {
        super(config, UpSampling2D::new);
    }

    /** How many times as long the axes become: one number, or 2; none stands for 2. */
    public static UpSampling2D of(int... size) {
        int[] factors = size.length == 0 ? new int[] {2} : size;
        return new UpSampling2D(
                new Config(Tuple.of("UpSampling2D", "size", 2, factors), DataFormat.preset(), "nearest"));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public UpSampling2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /**
     * {@code "nearest"}, {@code "bilinear"}, {@code "bicubic"}, {@code "lanczos3"}, {@code "lanczos5"} or {@code "area"}.
     * Default: {@code nearest}.
     */
    public UpSampling2D interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 4);
        Tensor last = DataFormat.toLast(x, config.dataFormat);
        Tensor y = Ops.upsample(last, Tuple.longs(config.size), config.interpolation);
        return DataFormat.fromLast(y, config.dataFormat);
    }
}
