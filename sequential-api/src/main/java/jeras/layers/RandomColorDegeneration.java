package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Mixes each image with itself in grey in training, by a share of its own.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, one or three channels, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomColorDegeneration.of(0, 0.5)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_color_degeneration/">keras.layers.RandomColorDegeneration</a>
 */
public final class RandomColorDegeneration
        extends RandomImageLayer<RandomColorDegeneration, RandomColorDegeneration.Config> {
    /** Keras's arguments. */
    record Config(List<Double> factor, List<Double> valueRange, String dataFormat, Long seed) {
        Config {
            factor = Factor.of("RandomColorDegeneration", "factor", factor, -1, 1);
            valueRange = Factor.valueRange("RandomColorDegeneration", valueRange);
            DataFormat.check("RandomColorDegeneration", dataFormat);
        }
    }

    RandomColorDegeneration(Config config) {
        super(config, RandomColorDegeneration::new, config.dataFormat, config.seed);
    }

    /**
     * One number: as with the bounds {@code -factor} and {@code factor}; negative shares make colours stronger.
     *
     * <p>Two numbers: shares between two bounds from -1 to 1: 0 for the image as it is, 1 for grey.
     */
    public static RandomColorDegeneration of(double... factor) {
        return new RandomColorDegeneration(
                new Config(Factor.list(factor), Factor.list(0, 255), DataFormat.preset(), null));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomColorDegeneration valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomColorDegeneration dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomColorDegeneration seed(long seed) {
        return with("seed", seed);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor factor = noise.uniform(images, EACH, config.factor.get(0), config.factor.get(1));
        return x -> {
            Tensor mixed = x.add(Ops.rgbToGrayscale(x).subtract(x).multiply(factor));
            return Ops.clip(mixed, config.valueRange.get(0), config.valueRange.get(1));
        };
    }
}
