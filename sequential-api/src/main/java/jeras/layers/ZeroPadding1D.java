package jeras.layers;

import java.util.List;
import jeras.ops.Tensor;

/**
 * Zeros before and after a sequence.
 *
 * <ul>
 *   <li>input {@code (batch, steps, features)}, output {@code (batch, left + steps + right, features)}; with
 *       {@code channels_first} the features stand behind the batch
 * </ul>
 *
 * <pre>{@code ZeroPadding1D.of(2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/zero_padding1d/">keras.layers.ZeroPadding1D</a>
 */
public final class ZeroPadding1D extends KerasLayer<ZeroPadding1D, ZeroPadding1D.Config> {
    /** Keras's arguments: padding is {@code [left, right]}. */
    record Config(List<Integer> padding, String dataFormat) {
        Config {
            Sides.check("ZeroPadding1D", "padding", 1, List.of(padding));
            DataFormat.check("ZeroPadding1D", dataFormat);
        }
    }

    ZeroPadding1D(Config config) {
        super(config, ZeroPadding1D::new);
    }

    /** The padding is one number for both sides; or left and right; none stands for 1. */
    public static ZeroPadding1D of(int... padding) {
        int[] sides = padding.length == 0 ? new int[] {1} : padding;
        return new ZeroPadding1D(
                new Config(Sides.of("ZeroPadding1D", "padding", 1, sides).get(0), DataFormat.preset()));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public ZeroPadding1D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 3);
        return Sides.pad(x, List.of(config.padding), config.dataFormat);
    }
}
