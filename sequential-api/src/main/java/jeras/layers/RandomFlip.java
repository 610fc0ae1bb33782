package jeras.layers;

import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Turns half of the images round in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomFlip.of("horizontal")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_flip/">keras.layers.RandomFlip</a>
 */
public final class RandomFlip extends RandomImageLayer<RandomFlip, RandomFlip.Config> {
    /** Keras's arguments. */
    record Config(String mode, Long seed, String dataFormat) {
        Config {
            Check.oneOf("RandomFlip", "mode", mode, "horizontal", "vertical", "horizontal_and_vertical");
            DataFormat.check("RandomFlip", dataFormat);
        }
    }

    RandomFlip(Config config) {
        super(config, RandomFlip::new, config.dataFormat, config.seed);
    }

    /** Both ways at once: an image is turned by 180 degrees or left as it is. */
    public static RandomFlip of() {
        return of("horizontal_and_vertical");
    }

    /** The mode is {@code horizontal} for left and right, {@code vertical}, or {@code horizontal_and_vertical} for both at once. */
    public static RandomFlip of(String mode) {
        return new RandomFlip(new Config(mode, null, DataFormat.preset()));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomFlip seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomFlip dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor flipped = Ops.lessEqual(noise.uniform(images, EACH, 0, 1), 0.5);
        int[] axes = switch (config.mode) {
            case "horizontal" -> new int[] {2};
            case "vertical" -> new int[] {1};
            default -> new int[] {1, 2};
        };
        return x -> Ops.where(flipped, Ops.flip(x, axes), x);
    }

    /** As in Keras, what comes in is taken as it is. */
    @Override
    boolean castsInputs() {
        return false;
    }
}
