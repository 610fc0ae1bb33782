package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Turns the colours of each image around the circle of hues, by an angle of its own, in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, three channels, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomHue.of(0.1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_hue/">keras.layers.RandomHue</a>
 */
public final class RandomHue extends RandomImageLayer<RandomHue, RandomHue.Config> {
    /** Keras's arguments. */
    record Config(List<Double> factor, List<Double> valueRange, String dataFormat, Long seed) {
        Config {
            factor = Factor.of("RandomHue", "factor", factor, 0, 1);
            valueRange = Factor.valueRange("RandomHue", valueRange);
            DataFormat.check("RandomHue", dataFormat);
        }
    }

    RandomHue(Config config) {
        super(config, RandomHue::new, config.dataFormat, config.seed);
    }

    /**
     * One number: the factor is the greatest share of half the circle, to both sides.
     *
     * <p>Two numbers: shares of half the circle between two bounds from 0 to 1, to one side or the other.
     */
    public static RandomHue of(double... factor) {
        return new RandomHue(new Config(Factor.list(factor), Factor.list(0, 255), DataFormat.preset(), null));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomHue valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomHue dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomHue seed(long seed) {
        return with("seed", seed);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor share = noise.uniform(images, EACH, config.factor.get(0), config.factor.get(1));
        Tensor turn = sign(images, noise).multiply(share).multiply(0.5);
        return x -> {
            List<Tensor> hsv = Ops.split(Ops.rgbToHsv(ValueRange.to(x, config.valueRange, 0, 1)), 3, -1);
            Tensor hue = hsv.get(0).add(turn);
            hue = Ops.where(Ops.greater(hue, 1), hue.subtract(1), hue);
            hue = Ops.where(Ops.less(hue, 0), hue.add(1), hue);
            Tensor rgb = Ops.hsvToRgb(Ops.concatenate(List.of(hue, hsv.get(1), hsv.get(2)), -1));
            return ValueRange.from(Ops.clip(rgb, 0, 1), config.valueRange, 0, 1);
        };
    }
}
