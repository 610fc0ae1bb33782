package jeras.layers;

import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Zeros around an image.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output
 *       {@code (batch, top + height + bottom, left + width + right, channels)}
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
            boolean pairs = padding.size() == 2
                    && padding.stream().allMatch(p -> p.size() == 2 && p.get(0) >= 0 && p.get(1) >= 0);
            if (!pairs) {
                throw new InvalidArgumentException(JerasException.message(
                        "ZeroPadding2D cannot be made.",
                        "padding of 1, 2 or 4 numbers, none negative",
                        padding.toString(),
                        "give one for all sides; height and width; or top, bottom, left and right"));
            }
            DataFormat.check("ZeroPadding2D", dataFormat);
        }
    }

    ZeroPadding2D(Config config) {
        super(config, ZeroPadding2D::new);
    }

    /** The padding is one number for all sides; height and width; or top, bottom, left, right; none stands for 1. */
    public static ZeroPadding2D of(int... padding) {
        List<List<Integer>> sides = switch (padding.length) {
            case 0 -> List.of(List.of(1, 1), List.of(1, 1));
            case 1 -> List.of(List.of(padding[0], padding[0]), List.of(padding[0], padding[0]));
            case 2 -> List.of(List.of(padding[0], padding[0]), List.of(padding[1], padding[1]));
            case 4 -> List.of(List.of(padding[0], padding[1]), List.of(padding[2], padding[3]));
            default -> List.of(Arrays.stream(padding).boxed().toList());
        };
        return new ZeroPadding2D(new Config(sides, DataFormat.LAST));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public ZeroPadding2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 4);
        long[] none = {0, 0};
        long[] rows = Tuple.longs(config.padding.get(0));
        long[] columns = Tuple.longs(config.padding.get(1));
        long[][] widths = DataFormat.isFirst(config.dataFormat)
                ? new long[][] {none, none, rows, columns}
                : new long[][] {none, rows, columns, none};
        return Ops.pad(x, widths, 0);
    }
}
