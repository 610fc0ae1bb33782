package jeras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.ImageDataFormat;
import jeras.ops.Noise;
import jeras.ops.Tensor;

/**
 * Changes brightness, contrast, saturation and hue of each image in training, one after the other, those that are asked for.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomColorJitter.of().brightnessFactor(0.2).hueFactor(0.1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_color_jitter/">keras.layers.RandomColorJitter</a>
 */
public final class RandomColorJitter extends RandomImageLayer<RandomColorJitter, RandomColorJitter.Config> {
    private final List<RandomImageLayer<?, ?>> parts;

    /** Keras's arguments; null for what stays as it is. */
    record Config(
            List<Double> valueRange,
            List<Double> brightnessFactor,
            List<Double> contrastFactor,
            List<Double> saturationFactor,
            List<Double> hueFactor,
            Long seed,
            String dataFormat) {
        Config {
            valueRange = Factor.valueRange("RandomColorJitter", valueRange);
            brightnessFactor = bounds("brightnessFactor", brightnessFactor, -1);
            contrastFactor = bounds("contrastFactor", contrastFactor, 0);
            saturationFactor = bounds("saturationFactor", saturationFactor, -1);
            hueFactor = bounds("hueFactor", hueFactor, 0);
            DataFormat.check("RandomColorJitter", dataFormat);
        }

        private static List<Double> bounds(String option, List<Double> given, double least) {
            return given == null ? null : Factor.of("RandomColorJitter", option, given, least, 1);
        }
    }

    RandomColorJitter(Config config) {
        super(config, RandomColorJitter::new, config.dataFormat, config.seed);
        parts = parts(config);
    }

    private static List<RandomImageLayer<?, ?>> parts(Config config) {
        List<Double> range = config.valueRange;
        List<RandomImageLayer<?, ?>> parts = new ArrayList<>();
        if (config.brightnessFactor != null) {
            parts.add(new RandomBrightness(
                    new RandomBrightness.Config(config.brightnessFactor, range, null, ImageDataFormat.CHANNELS_LAST)));
        }
        if (config.contrastFactor != null) {
            parts.add(new RandomContrast(
                    new RandomContrast.Config(config.contrastFactor, range, null, ImageDataFormat.CHANNELS_LAST)));
        }
        if (config.saturationFactor != null) {
            parts.add(new RandomSaturation(
                    new RandomSaturation.Config(config.saturationFactor, range, ImageDataFormat.CHANNELS_LAST, null)));
        }
        if (config.hueFactor != null) {
            parts.add(
                    new RandomHue(new RandomHue.Config(config.hueFactor, range, ImageDataFormat.CHANNELS_LAST, null)));
        }
        return List.copyOf(parts);
    }

    public static RandomColorJitter of() {
        return new RandomColorJitter(
                new Config(Factor.list(0, 255), null, null, null, null, null, DataFormat.preset()));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomColorJitter valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** As {@link RandomBrightness} takes it, one number or two. Default: none, the brightness stays. */
    public RandomColorJitter brightnessFactor(double... brightnessFactor) {
        return with("brightnessFactor", Factor.list(brightnessFactor));
    }

    /** As {@link RandomContrast} takes it, one number or two. Default: none, the contrast stays. */
    public RandomColorJitter contrastFactor(double... contrastFactor) {
        return with("contrastFactor", Factor.list(contrastFactor));
    }

    /** As {@link RandomSaturation} takes it, one number or two. Default: none, the saturation stays. */
    public RandomColorJitter saturationFactor(double... saturationFactor) {
        return with("saturationFactor", Factor.list(saturationFactor));
    }

    /** As {@link RandomHue} takes it, one number or two. Default: none, the hue stays. */
    public RandomColorJitter hueFactor(double... hueFactor) {
        return with("hueFactor", Factor.list(hueFactor));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomColorJitter seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomColorJitter dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        List<UnaryOperator<Tensor>> steps = new ArrayList<>();
        parts.forEach(part -> steps.add(part.draw(images, noise)));
        return x -> {
            Tensor changed = x;
            for (UnaryOperator<Tensor> step : steps) {
                changed = step.apply(changed);
            }
            return changed;
        };
    }
}
