package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Moves each image down and to the right by distances of its own in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomTranslation.of(0.1, 0.2)} // up to a tenth of the height and a fifth of the width</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_translation/">keras.layers.RandomTranslation</a>
 */
public final class RandomTranslation extends RandomImageLayer<RandomTranslation, RandomTranslation.Config> {
    /** Keras's arguments. */
    record Config(
            List<Double> heightFactor,
            List<Double> widthFactor,
            String fillMode,
            String interpolation,
            Long seed,
            double fillValue,
            String dataFormat) {
        Config {
            heightFactor = Factor.within("RandomTranslation", "heightFactor", heightFactor, -1, 1);
            widthFactor = Factor.within("RandomTranslation", "widthFactor", widthFactor, -1, 1);
            Fill.check("RandomTranslation", fillMode, interpolation);
            DataFormat.check("RandomTranslation", dataFormat);
        }
    }

    RandomTranslation(Config config) {
        super(config, RandomTranslation::new, config.dataFormat, config.seed);
    }

    /** The factors are the greatest shares of height and width, to both sides. */
    public static RandomTranslation of(double heightFactor, double widthFactor) {
        return new RandomTranslation(new Config(
                Factor.list(heightFactor),
                Factor.list(widthFactor),
                "reflect",
                "bilinear",
                null,
                0,
                DataFormat.preset()));
    }

    /** The greatest share of the height, or a lower and an upper one; positive ones move down. */
    public RandomTranslation heightFactor(double... heightFactor) {
        return with("heightFactor", Factor.list(heightFactor));
    }

    /** The greatest share of the width, or a lower and an upper one; positive ones move to the right. */
    public RandomTranslation widthFactor(double... widthFactor) {
        return with("widthFactor", Factor.list(widthFactor));
    }

    /** What lies beyond the border: {@code reflect}, {@code wrap}, {@code constant}, {@code nearest}. Default: {@code reflect}. */
    public RandomTranslation fillMode(String fillMode) {
        return with("fillMode", fillMode);
    }

    /** {@code bilinear} or {@code nearest}. Default: {@code bilinear}. */
    public RandomTranslation interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomTranslation seed(long seed) {
        return with("seed", seed);
    }

    /** The value beyond the border with {@code fillMode("constant")}. Default: 0. */
    public RandomTranslation fillValue(double fillValue) {
        return with("fillValue", fillValue);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomTranslation dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor down = share(images, noise, config.heightFactor).multiply(Ops.length(images, 1));
        Tensor right = share(images, noise, config.widthFactor).multiply(Ops.length(images, 2));
        Tensor one = Ops.onesLike(down);
        Tensor zero = Ops.zerosLike(down);
        Tensor transform = Transform.of(one, zero, right.negative(), zero, one, down.negative());
        return t -> Ops.affineTransform(
                t, transform, Fill.options(config.fillMode, config.interpolation, config.fillValue));
    }

    private static Tensor share(Tensor images, Noise noise, List<Double> factor) {
        return noise.uniform(images, Transform.EACH, factor.get(0), factor.get(1));
    }
}
