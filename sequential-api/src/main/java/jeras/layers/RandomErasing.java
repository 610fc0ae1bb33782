package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Covers a rectangle of some images with noise, or with a colour, in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomErasing.of(0.5).scale(0.1, 0.3)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_erasing/">keras.layers.RandomErasing</a>
 */
public final class RandomErasing extends RandomImageLayer<RandomErasing, RandomErasing.Config> {
    /** Keras's arguments. */
    record Config(
            List<Double> factor,
            List<Double> scale,
            List<Double> fillValue,
            List<Double> valueRange,
            Long seed,
            String dataFormat) {
        Config {
            factor = Factor.of("RandomErasing", "factor", factor, 0, 1);
            scale = Factor.of("RandomErasing", "scale", scale, 0, 1);
            if (fillValue != null && fillValue.size() != 1 && fillValue.size() != 3) {
                throw new InvalidArgumentException(JerasException.message(
                        "RandomErasing cannot be made.",
                        "a fillValue of one number, or one for each of three colours",
                        fillValue.toString(),
                        "give 1 or 3 numbers"));
            }
            valueRange = Factor.valueRange("RandomErasing", valueRange);
            DataFormat.check("RandomErasing", dataFormat);
        }
    }

    RandomErasing(Config config) {
        super(config, RandomErasing::new, config.dataFormat, config.seed);
    }

    public static RandomErasing of() {
        return new RandomErasing(new Config(
                Factor.list(1), Factor.list(0.02, 0.33), null, Factor.list(0, 255), null, DataFormat.preset()));
    }

    /**
     * One number: the chance of an image is a number from 0 to {@code factor}.
     *
     * <p>Two numbers: the chance of an image is a number between two bounds from 0 to 1.
     */
    public static RandomErasing of(double... factor) {
        return new RandomErasing(new Config(
                Factor.list(factor), Factor.list(0.02, 0.33), null, Factor.list(0, 255), null, DataFormat.preset()));
    }

    /** The area of the rectangle as a share of the image: the greatest, or a lower and an upper one. Default: 0.02 and 0.33. */
    public RandomErasing scale(double... scale) {
        return with("scale", Factor.list(scale));
    }

    /** The colour, one number or three. Default: none, normal noise times the greatest value. */
    public RandomErasing fillValue(double... fillValue) {
        return with("fillValue", Factor.list(fillValue));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomErasing valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomErasing seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomErasing dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor inside = Rectangle.of(images, side(images, noise), side(images, noise), noise)
                .covers(images);
        Tensor erased = Ops.logicalAnd(chosen(images, noise, config.factor), inside);
        Tensor fill = Ops.clip(fill(images, noise), config.valueRange.get(0), config.valueRange.get(1));
        return x -> Ops.where(erased, fill, x);
    }

    /** The share of a side of the image. */
    private Tensor side(Tensor images, Noise noise) {
        return Ops.sqrt(noise.uniform(images, EACH, config.scale.get(0), config.scale.get(1)));
    }

    private Tensor fill(Tensor images, Noise noise) {
        if (config.fillValue == null) {
            return noise.normal(images, images.shape()).multiply(config.valueRange.get(1));
        }
        List<Tensor> colours = new ArrayList<>();
        for (double value : config.fillValue) {
            colours.add(Ops.full(new Shape(1, 1, 1, 1), value, DataType.FLOAT32));
        }
        return Ops.concatenate(colours, -1);
    }
}
