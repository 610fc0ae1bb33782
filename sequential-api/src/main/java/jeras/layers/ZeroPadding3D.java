package jeras.layers;

import java.util.List;
import jeras.ops.Tensor;

/**
 * Zeros around a volume.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, channels)}, output {@code (batch, front + depth + back, top + height + bottom, left + width + right, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code ZeroPadding3D.of(1, 2, 2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/zero_padding3d/">keras.layers.ZeroPadding3D</a>
 */
public final class ZeroPadding3D extends KerasLayer<ZeroPadding3D, ZeroPadding3D.Config> {
    /** Keras's arguments: padding is {@code [[front, back], [top, bottom], [left, right]]}. */
    record Config(List<List<Integer>> padding, String dataFormat) {
        Config {
            Sides.check("ZeroPadding3D", "padding", 3, padding);
            DataFormat.check("ZeroPadding3D", dataFormat);
        }
    }

    ZeroPadding3D(Config config) {
        super(config, ZeroPadding3D::new);
    }

    /** The padding is one number for all sides; depth, height and width; or front, back, top, bottom, left, right; none stands for 1. */
    public static ZeroPadding3D of(int... padding) {
        int[] sides = padding.length == 0 ? new int[] {1} : padding;
        return new ZeroPadding3D(new Config(Sides.of("ZeroPadding3D", "padding", 3, sides), DataFormat.preset()));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public ZeroPadding3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 5);
        return Sides.pad(x, config.padding, config.dataFormat);
    }
}
