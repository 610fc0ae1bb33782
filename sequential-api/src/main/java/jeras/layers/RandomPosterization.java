package jeras.layers;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Leaves each value of an image so many of its 8 bits, a number of the image's own, in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomPosterization.of(3)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_posterization/">keras.layers.RandomPosterization</a>
 */
public final class RandomPosterization extends RandomImageLayer<RandomPosterization, RandomPosterization.Config>
        implements FileState {
    /** Keras's arguments. */
    record Config(List<Double> factor, List<Double> valueRange, String dataFormat, Long seed) {
        Config {
            factor = Factor.of("RandomPosterization", "factor", factor, 1, 8);
            valueRange = Factor.valueRange("RandomPosterization", valueRange);
            DataFormat.check("RandomPosterization", dataFormat);
        }
    }

    RandomPosterization(Config config) {
        super(config, RandomPosterization::new, config.dataFormat, config.seed);
    }

    /**
     * One number: from 1 bit up to, without, {@code factor}, which is from 1 to 8.
     *
     * <p>Two numbers: from {@code lower} bits up to, without, {@code upper}; so many when both are the same.
     */
    public static RandomPosterization of(double... factor) {
        return new RandomPosterization(new Config(Factor.list(factor), Factor.list(0, 255), DataFormat.preset(), null));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomPosterization valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomPosterization dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomPosterization seed(long seed) {
        return with("seed", seed);
    }

    /** Keras shifts by them, which takes whole numbers. */
    @Override
    public Map<String, Object> fileConfig() {
        return Map.of(
                "factor",
                config.factor.stream()
                        .map(v -> v == Math.rint(v) ? (Number) v.longValue() : v)
                        .toList());
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor bits = Ops.floor(noise.uniform(images, EACH, config.factor.get(0), config.factor.get(1)));
        Tensor step = Ops.power(2, Ops.subtract(8, bits));
        return x -> {
            Tensor bytes = Ops.floor(ValueRange.to(x, config.valueRange, 0, 255));
            return ValueRange.from(Ops.floor(bytes.divide(step)).multiply(step), config.valueRange, 0, 255);
        };
    }
}
