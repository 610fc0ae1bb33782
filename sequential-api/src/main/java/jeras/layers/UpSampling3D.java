package jeras.layers;

import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Each element of a volume several times along each of its axes.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, channels)}, output for the size {@code (planes, rows, columns)}:
 *       {@code (batch, planes · depth, rows · height, columns · width, channels)}; with {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code UpSampling3D.of(1, 2, 2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/up_sampling3d/">keras.layers.UpSampling3D</a>
 */
public final class UpSampling3D extends KerasLayer<UpSampling3D, UpSampling3D.Config> {
    /** Keras's arguments. */
    record Config(List<Integer> size, String dataFormat) {
        Config {
            Tuple.check("UpSampling3D", "size", 3, size);
            DataFormat.check("UpSampling3D", dataFormat);
        }
    }

    UpSampling3D(Config config) {
        super(config, UpSampling3D::new);
    }

    /** How many times as long the axes become: one number, or 3; none stands for 2. */
    public static UpSampling3D of(int... size) {
        int[] factors = size.length == 0 ? new int[] {2} : size;
        return new UpSampling3D(new Config(Tuple.of("UpSampling3D", "size", 3, factors), DataFormat.preset()));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public UpSampling3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 5);
        Tensor last = DataFormat.toLast(x, config.dataFormat);
        Tensor y = Ops.upsample(last, Tuple.longs(config.size), "nearest");
        return DataFormat.fromLast(y, config.dataFormat);
    }
}
