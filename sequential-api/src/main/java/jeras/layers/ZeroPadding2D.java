package jeras.layers;

import java.util.List;
import jeras.ops.Tensor;

/**
 * Zeros around an image.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output {@code (batch, top + height + bottom, left + width + right, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code ZeroPadding2D.of(3)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/">keras.layers.ZeroPadding2D</a>
 */
public final class ZeroPadding2D extends KerasLayer<ZeroPadding2D, ZeroPadding2D.Config> {
    /** Keras's arguments: padding is {@code [[top, bottom], [left, right]]}. */
    record Config(List<List<Integer>> padding, String dataFormat) {
        Config {
            Sides.check("ZeroPadding2D", "padding", 2, padding);
            DataFormat.check("ZeroPadding2D", dataFormat);
        }
    }

    ZeroPadding2D(Config config) {
        super(config, ZeroPadding2D::new);
    }

    /** The padding is one number for all sides; height and width; or top, bottom, left, right; none stands for 1. */
    public static ZeroPadding2D of(int... padding) {
        int[] sides = padding.length == 0 ? new int[] {1} : padding;
        return new ZeroPadding2D(new Config(Sides.of("ZeroPadding2D", "padding", 2, sides), DataFormat.preset()));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public ZeroPadding2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 4);
        return Sides.pad(x, config.padding, config.dataFormat);
    }
}
