package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Turns values of images from a threshold on into their opposites in training: {@code greatest + least - value}. Before that a number
 * may be added.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code Solarization.of().thresholdFactor(0.5)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/solarization/">keras.layers.Solarization</a>
 */
public final class Solarization extends RandomImageLayer<Solarization, Solarization.Config> {
    /** Keras's arguments. */
    record Config(
            List<Double> additionFactor,
            List<Double> thresholdFactor,
            List<Double> valueRange,
            Long seed,
            String dataFormat) {
        Config {
            additionFactor = fromZero("additionFactor", additionFactor);
            thresholdFactor = fromZero("thresholdFactor", thresholdFactor);
            valueRange = Factor.valueRange("Solarization", valueRange);
            DataFormat.check("Solarization", dataFormat);
        }

        /** From 0 to 1; one number stands for the bounds 0 and itself. */
        private static List<Double> fromZero(String option, List<Double> given) {
            List<Double> bounds = Factor.within("Solarization", option, given, 0, 1);
            return given.size() == 1 ? List.of(0.0, bounds.get(1)) : bounds;
        }
    }

    Solarization(Config config) {
        super(config, Solarization::new, config.dataFormat, config.seed);
    }

    /** Turns all values into their opposites. */
    public static Solarization of() {
        return new Solarization(
                new Config(Factor.list(0), Factor.list(0), Factor.list(0, 255), null, DataFormat.preset()));
    }

    /** The greatest number to add as a share of the value range, or a lower and an upper one. Default: 0. */
    public Solarization additionFactor(double... additionFactor) {
        return with("additionFactor", Factor.list(additionFactor));
    }

    /** The greatest threshold as a share of the value range, or a lower and an upper one. Default: 0. */
    public Solarization thresholdFactor(double... thresholdFactor) {
        return with("thresholdFactor", Factor.list(thresholdFactor));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public Solarization valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public Solarization seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public Solarization dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor addition = drawn(images, noise, config.additionFactor);
        Tensor threshold = drawn(images, noise, config.thresholdFactor);
        return x -> {
            Tensor more = Ops.clip(ValueRange.to(x, config.valueRange, 0, 255).add(addition), 0, 255);
            Tensor turned = Ops.where(Ops.less(more, threshold), more, Ops.subtract(255, more));
            return ValueRange.from(turned, config.valueRange, 0, 255);
        };
    }

    /** A number of bytes' range; of the bounds Keras stretches the upper one only. */
    private static Tensor drawn(Tensor images, Noise noise, List<Double> factor) {
        return noise.uniform(images, EACH, factor.get(0), factor.get(1) * 255);
    }
}
