package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Spreads the values of each channel of an image around their mean, by a factor of the image's own, in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomContrast.of(0.2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_contrast/">keras.layers.RandomContrast</a>
 */
public final class RandomContrast extends RandomImageLayer<RandomContrast, RandomContrast.Config> {
    /** Keras's arguments. */
    record Config(List<Double> factor, List<Double> valueRange, Long seed, String dataFormat) {
        Config {
            factor = Factor.of("RandomContrast", "factor", factor, 0, 1);
            valueRange = Factor.valueRange("RandomContrast", valueRange);
            DataFormat.check("RandomContrast", dataFormat);
        }
    }

    RandomContrast(Config config) {
        super(config, RandomContrast::new, config.dataFormat, config.seed);
    }

    /**
     * One number: the contrast is multiplied by a number from 1 to {@code 1 + factor}.
     *
     * <p>Two numbers: the contrast is multiplied by a number from {@code 1 - lower} to {@code 1 + upper}, both from 0 to 1.
     */
    public static RandomContrast of(double... factor) {
        return new RandomContrast(new Config(Factor.list(factor), Factor.list(0, 255), null, DataFormat.preset()));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomContrast valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomContrast seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomContrast dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor factor = noise.uniform(images, EACH, 1 - config.factor.get(0), 1 + config.factor.get(1));
        return x -> {
            Tensor mean = Ops.mean(x, true, 1, 2);
            Tensor spread = x.subtract(mean).multiply(factor).add(mean);
            return Ops.clip(spread, config.valueRange.get(0), config.valueRange.get(1));
        };
    }
}
