package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Makes the colours of each image stronger or paler in training: {@code 0} gives grey, {@code 0.5} the image as it is, {@code 1} the
 * strongest colours.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, three channels, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomSaturation.of(0.3, 0.7)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_saturation/">keras.layers.RandomSaturation</a>
 */
public final class RandomSaturation extends RandomImageLayer<RandomSaturation, RandomSaturation.Config> {
    /** Keras's arguments. */
    record Config(List<Double> factor, List<Double> valueRange, String dataFormat, Long seed) {
        Config {
            factor = Factor.of("RandomSaturation", "factor", factor, -1, 1);
            valueRange = Factor.valueRange("RandomSaturation", valueRange);
            DataFormat.check("RandomSaturation", dataFormat);
        }
    }

    RandomSaturation(Config config) {
        super(config, RandomSaturation::new, config.dataFormat, config.seed);
    }

    /**
     * One number: as with the bounds {@code -factor} and {@code factor}.
     *
     * <p>Two numbers: bounds from -1 to 1; the saturation is multiplied by {@code f / (1 - f)}, f a number between them.
     */
    public static RandomSaturation of(double... factor) {
        return new RandomSaturation(new Config(Factor.list(factor), Factor.list(0, 255), DataFormat.preset(), null));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomSaturation valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomSaturation dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomSaturation seed(long seed) {
        return with("seed", seed);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor drawn = noise.uniform(images, EACH, config.factor.get(0), config.factor.get(1));
        Tensor factor = drawn.divide(Ops.subtract(1, drawn).add(1e-7));
        return x -> {
            List<Tensor> hsv = Ops.split(Ops.rgbToHsv(x), 3, -1);
            Tensor saturation =
                    Ops.clip(hsv.get(1).multiply(factor), config.valueRange.get(0), config.valueRange.get(1));
            return Ops.hsvToRgb(Ops.concatenate(List.of(hsv.get(0), saturation, hsv.get(2)), -1));
        };
    }
}
