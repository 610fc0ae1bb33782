package jeras.layers;

import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Takes the colours out of some images in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, one or three channels, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomGrayscale.of(0.2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_grayscale/">keras.layers.RandomGrayscale</a>
 */
public final class RandomGrayscale extends RandomImageLayer<RandomGrayscale, RandomGrayscale.Config> {
    /** Keras's arguments. */
    record Config(double factor, String dataFormat, Long seed) {
        Config {
            Check.rate("RandomGrayscale", "factor", factor);
            DataFormat.check("RandomGrayscale", dataFormat);
        }
    }

    RandomGrayscale(Config config) {
        super(config, RandomGrayscale::new, config.dataFormat, config.seed);
    }

    /** Half of the images. */
    public static RandomGrayscale of() {
        return of(0.5);
    }

    /** The factor is the share of the images, from 0 to 1. */
    public static RandomGrayscale of(double factor) {
        return new RandomGrayscale(new Config(factor, DataFormat.preset(), null));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomGrayscale dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomGrayscale seed(long seed) {
        return with("seed", seed);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor gray = Ops.less(noise.uniform(images, EACH, 0, 1), config.factor);
        return x -> Ops.where(gray, Ops.rgbToGrayscale(x), x);
    }
}
