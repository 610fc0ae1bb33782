package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Zooms each image by a factor of its own in training: {@code 0.2} shows a fifth more of the height, smaller; {@code -0.2} a fifth
 * less, larger.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomZoom.of(0.2)} // height and width by the same factor</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_zoom/">keras.layers.RandomZoom</a>
 */
public final class RandomZoom extends RandomImageLayer<RandomZoom, RandomZoom.Config> {
    /** Keras's arguments; without a width factor that of the height is drawn for both. */
    record Config(
            List<Double> heightFactor,
            List<Double> widthFactor,
            String fillMode,
            String interpolation,
            Long seed,
            double fillValue,
            String dataFormat) {
        Config {
            heightFactor = Factor.within("RandomZoom", "heightFactor", heightFactor, Math.nextUp(-1.0), 1);
            widthFactor = widthFactor == null
                    ? null
                    : Factor.within("RandomZoom", "widthFactor", widthFactor, Math.nextUp(-1.0), 1);
            Fill.check("RandomZoom", fillMode, interpolation);
            DataFormat.check("RandomZoom", dataFormat);
        }
    }

    RandomZoom(Config config) {
        super(config, RandomZoom::new, config.dataFormat, config.seed);
    }

    /** The factor is the greatest, to both sides, for height and width alike. */
    public static RandomZoom of(double heightFactor) {
        return new RandomZoom(
                new Config(Factor.list(heightFactor), null, "reflect", "bilinear", null, 0, DataFormat.preset()));
    }

    /** The factors are the greatest, to both sides, and drawn one by one, so that images are distorted. */
    public static RandomZoom of(double heightFactor, double widthFactor) {
        return of(heightFactor).widthFactor(widthFactor);
    }

    /** The greatest factor for the height, or a lower and an upper one, above -1. */
    public RandomZoom heightFactor(double... heightFactor) {
        return with("heightFactor", Factor.list(heightFactor));
    }

    /** The greatest factor for the width, or a lower and an upper one, above -1. Default: that of the height. */
    public RandomZoom widthFactor(double... widthFactor) {
        return with("widthFactor", Factor.list(widthFactor));
    }

    /** What lies beyond the border: {@code reflect}, {@code wrap}, {@code constant}, {@code nearest}. Default: {@code reflect}. */
    public RandomZoom fillMode(String fillMode) {
        return with("fillMode", fillMode);
    }

    /** {@code bilinear} or {@code nearest}. Default: {@code bilinear}. */
    public RandomZoom interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomZoom seed(long seed) {
        return with("seed", seed);
    }

    /** The value beyond the border with {@code fillMode("constant")}. Default: 0. */
    public RandomZoom fillValue(double fillValue) {
        return with("fillValue", fillValue);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomZoom dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor height = zoom(images, noise, config.heightFactor);
        Tensor width = config.widthFactor == null ? height : zoom(images, noise, config.widthFactor);
        Tensor zero = Ops.zerosLike(height);
        Tensor right = margin(images, 2, width);
        Tensor down = margin(images, 1, height);
        Tensor transform = Transform.of(width, zero, right, zero, height, down);
        return t -> Ops.affineTransform(
                t, transform, Fill.options(config.fillMode, config.interpolation, config.fillValue));
    }

    private static Tensor zoom(Tensor images, Noise noise, List<Double> factor) {
        return noise.uniform(images, Transform.EACH, 1 + factor.get(0), 1 + factor.get(1));
    }

    /** Where along an axis the part that is shown begins. */
    private static Tensor margin(Tensor images, int axis, Tensor zoom) {
        return Ops.length(images, axis).subtract(1).multiply(0.5).multiply(Ops.subtract(1, zoom));
    }
}
