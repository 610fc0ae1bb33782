package jeras.layers;

import java.util.List;
import jeras.ops.ImageDataFormat;
import jeras.ops.Tensor;

/**
 * A sequence without its ends.
 *
 * <ul>
 *   <li>input {@code (batch, steps, features)}, output {@code (batch, steps - left - right, features)}
 * </ul>
 *
 * <pre>{@code Cropping1D.of(1, 2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/cropping1d/">keras.layers.Cropping1D</a>
 */
public final class Cropping1D extends KerasLayer<Cropping1D, Cropping1D.Config> {
    /** Keras's arguments: cropping is {@code [left, right]}. */
    record Config(List<Integer> cropping) {
        Config {
            Sides.check("Cropping1D", "cropping", 1, List.of(cropping));
        }
    }

    Cropping1D(Config config) {
        super(config, Cropping1D::new);
    }

    /** The cropping is one number for both ends; or left and right; none stands for 1. */
    public static Cropping1D of(int... cropping) {
        int[] sides = cropping.length == 0 ? new int[] {1} : cropping;
        return new Cropping1D(
                new Config(Sides.of("Cropping1D", "cropping", 1, sides).get(0)));
    }

    @Override
    protected Tensor call(Tensor x) {
        Check.rank(this, x.shape(), 3);
        return Sides.crop(this, x, List.of(config.cropping), ImageDataFormat.CHANNELS_LAST);
    }
}
