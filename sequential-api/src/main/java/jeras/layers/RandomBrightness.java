package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Adds a number of its own to all values of each image in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomBrightness.of(0.2).valueRange(0, 1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_brightness/">keras.layers.RandomBrightness</a>
 */
public final class RandomBrightness extends RandomImageLayer<RandomBrightness, RandomBrightness.Config> {
    /** Keras's arguments. */
    record Config(List<Double> factor, List<Double> valueRange, Long seed, String dataFormat) {
        Config {
            factor = Factor.of("RandomBrightness", "factor", factor, -1, 1);
            valueRange = Factor.valueRange("RandomBrightness", valueRange);
            DataFormat.check("RandomBrightness", dataFormat);
        }
    }

    RandomBrightness(Config config) {
        super(config, RandomBrightness::new, config.dataFormat, config.seed);
    }

    /**
     * One number: the factor is the greatest share of the value range, to both sides.
     *
     * <p>Two numbers: shares of the value range between two bounds, from -1 to 1.
     */
    public static RandomBrightness of(double... factor) {
        return new RandomBrightness(new Config(Factor.list(factor), Factor.list(0, 255), null, DataFormat.preset()));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomBrightness valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomBrightness seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomBrightness dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        double range = config.valueRange.get(1) - config.valueRange.get(0);
        Tensor more = noise.uniform(images, EACH, config.factor.get(0), config.factor.get(1))
                .multiply(range);
        return x -> Ops.clip(x.add(more), config.valueRange.get(0), config.valueRange.get(1));
    }
}
