package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Turns the values of some images into their opposites, {@code greatest - value}, in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomInvert.of(0.2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_invert/">keras.layers.RandomInvert</a>
 */
public final class RandomInvert extends RandomImageLayer<RandomInvert, RandomInvert.Config> {
    /** Keras's arguments. */
    record Config(List<Double> factor, List<Double> valueRange, Long seed, String dataFormat) {
        Config {
            factor = Factor.of("RandomInvert", "factor", factor, 0, 1);
            valueRange = Factor.valueRange("RandomInvert", valueRange);
            DataFormat.check("RandomInvert", dataFormat);
        }
    }

    RandomInvert(Config config) {
        super(config, RandomInvert::new, config.dataFormat, config.seed);
    }

    /** As with a factor of 1: each image with a chance that is itself left to chance. */
    public static RandomInvert of() {
        return new RandomInvert(new Config(Factor.list(1), Factor.list(0, 255), null, DataFormat.preset()));
    }

    /**
     * One number: the chance of an image is a number from 0 to {@code factor}.
     *
     * <p>Two numbers: the chance of an image is a number between two bounds from 0 to 1.
     */
    public static RandomInvert of(double... factor) {
        return new RandomInvert(new Config(Factor.list(factor), Factor.list(0, 255), null, DataFormat.preset()));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomInvert valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomInvert seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomInvert dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor chosen = chosen(images, noise, config.factor);
        return x -> Ops.where(chosen, Ops.subtract(config.valueRange.get(1), x), x);
    }
}
