package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.ImageDataFormat;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Deforms some images as if on rubber in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomElasticTransform.of(0.5).scale(0.4)}</pre>
 *
 * @see <a href="https://doi.org/10.1109/ICDAR.2003.1227801">Simard et al., 2003</a>
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_elastic_transform/">keras.layers.RandomElasticTransform</a>
 */
public final class RandomElasticTransform
        extends RandomImageLayer<RandomElasticTransform, RandomElasticTransform.Config> {
    /** The greatest move in pixels before the blur, as a share of the longer side. */
    private static final double DISTANCE = 0.1;

    /** The blur of the moves in pixels, as a share of the shorter side. */
    private static final double SMOOTHNESS = 0.05;

    /** Keras's arguments. */
    record Config(
            List<Double> factor,
            List<Double> scale,
            String interpolation,
            String fillMode,
            double fillValue,
            List<Double> valueRange,
            Long seed,
            String dataFormat) {
        Config {
            factor = Factor.of("RandomElasticTransform", "factor", factor, 0, 1);
            scale = Factor.of("RandomElasticTransform", "scale", scale, 0, 1);
            Fill.checkInterpolation("RandomElasticTransform", interpolation);
            Check.oneOf(
                    "RandomElasticTransform", "fillMode", fillMode, "reflect", "constant", "nearest", "wrap", "mirror");
            valueRange = Factor.valueRange("RandomElasticTransform", valueRange);
            DataFormat.check("RandomElasticTransform", dataFormat);
        }
    }

    RandomElasticTransform(Config config) {
        super(config, RandomElasticTransform::new, config.dataFormat, config.seed);
    }

    public static RandomElasticTransform of() {
        return new RandomElasticTransform(new Config(
                Factor.list(1),
                Factor.list(1),
                "bilinear",
                "reflect",
                0,
                Factor.list(0, 255),
                null,
                DataFormat.preset()));
    }

    /**
     * One number: the chance of an image is a number from 0 to {@code factor}.
     *
     * <p>Two numbers: the chance of an image is a number between two bounds from 0 to 1.
     */
    public static RandomElasticTransform of(double... factor) {
        return new RandomElasticTransform(new Config(
                Factor.list(factor),
                Factor.list(1),
                "bilinear",
                "reflect",
                0,
                Factor.list(0, 255),
                null,
                DataFormat.preset()));
    }

    /** How strong, from 0 to 1: the greatest, or a lower and an upper number. Default: 1. */
    public RandomElasticTransform scale(double... scale) {
        return with("scale", Factor.list(scale));
    }

    /** {@code bilinear} or {@code nearest}. Default: {@code bilinear}. */
    public RandomElasticTransform interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    /**
     * What lies beyond the border: {@code reflect}, {@code mirror}, {@code wrap}, {@code constant}, {@code nearest}. Default:
     * {@code reflect}.
     */
    public RandomElasticTransform fillMode(String fillMode) {
        return with("fillMode", fillMode);
    }

    /** The value beyond the border with {@code fillMode("constant")}. Default: 0. */
    public RandomElasticTransform fillValue(double fillValue) {
        return with("fillValue", fillValue);
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomElasticTransform valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomElasticTransform seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomElasticTransform dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        if (config.scale.get(1) == 0 || config.factor.get(1) == 0) {
            return x -> x;
        }
        long height = Check.knownAxis(this, images.shape(), 1);
        long width = Check.knownAxis(this, images.shape(), 2);
        Tensor chosen = chosen(images, noise, config.factor);
        Tensor strength = noise.uniform(images, new Shape(1), config.scale.get(0), config.scale.get(1));
        double smoothest = Math.min(height, width) * SMOOTHNESS;
        // One window for all that may be drawn: beyond three standard deviations there is next to nothing.
        int[] window = {6 * (int) (smoothest * config.scale.get(1)) | 1};
        Tensor sigma = Ops.maximum(strength.multiply(smoothest), 1e-6);
        Tensor field = noise.normal(images, new Shape(images.size(0), height, width, 2))
                .multiply(sigma);
        Tensor both = Ops.concatenate(List.of(sigma, sigma), 0);
        Tensor moves = Ops.gaussianBlur(field, window, both, ImageDataFormat.CHANNELS_LAST)
                .multiply(strength.multiply(Math.max(height, width) * DISTANCE));
        return x -> {
            Tensor moved =
                    Ops.displace(x, moves, Fill.options(config.fillMode, config.interpolation, config.fillValue));
            return Ops.clip(Ops.where(chosen, moved, x), config.valueRange.get(0), config.valueRange.get(1));
        };
    }
}
