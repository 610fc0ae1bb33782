package jeras.layers;

import java.util.List;
import jeras.ops.Tensor;

/**
 * An image without its borders.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output {@code (batch, height - top - bottom, width - left - right, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code Cropping2D.of(2, 4)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/cropping2d/">keras.layers.Cropping2D</a>
 */
public final class Cropping2D extends KerasLayer<Cropping2D, Cropping2D.Config> {
    /** Keras's arguments: cropping is {@code [[top, bottom], [left, right]]}. */
    record Config(List<List<Integer>> cropping, String dataFormat) {
        Config {
            Sides.check("Cropping2D", "cropping", 2, cropping);
            DataFormat.check("Cropping2D", dataFormat);
        }
    }

    Cropping2D(Config config) {
        super(config, Cropping2D::new);
    }

    /** The cropping is one number for all sides; height and width; or top, bottom, left, right; none crops nothing. */
    public static Cropping2D of(int... cropping) {
        int[] sides = cropping.length == 0 ? new int[] {0} : cropping;
        return new Cropping2D(new Config(Sides.of("Cropping2D", "cropping", 2, sides), DataFormat.preset()));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public Cropping2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 4);
        return Sides.crop(this, x, config.cropping, config.dataFormat);
    }
}
