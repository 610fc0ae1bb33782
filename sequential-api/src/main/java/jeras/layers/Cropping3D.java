package jeras.layers;

import java.util.List;
import jeras.ops.Tensor;

/**
 * A volume without its borders.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, channels)}, output {@code (batch, depth - front - back, height - top - bottom, width - left - right, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code Cropping3D.of(2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/cropping3d/">keras.layers.Cropping3D</a>
 */
public final class Cropping3D extends KerasLayer<Cropping3D, Cropping3D.Config> {
    /** Keras's arguments: cropping is {@code [[front, back], [top, bottom], [left, right]]}. */
    record Config(List<List<Integer>> cropping, String dataFormat) {
        Config {
            Sides.check("Cropping3D", "cropping", 3, cropping);
            DataFormat.check("Cropping3D", dataFormat);
        }
    }

    Cropping3D(Config config) {
        super(config, Cropping3D::new);
    }

    /** The cropping is one number for all sides; depth, height and width; or front, back, top, bottom, left, right; none stands for 1. */
    public static Cropping3D of(int... cropping) {
        int[] sides = cropping.length == 0 ? new int[] {1} : cropping;
        return new Cropping3D(new Config(Sides.of("Cropping3D", "cropping", 3, sides), DataFormat.preset()));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public Cropping3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 5);
        return Sides.crop(this, x, config.cropping, config.dataFormat);
    }
}
