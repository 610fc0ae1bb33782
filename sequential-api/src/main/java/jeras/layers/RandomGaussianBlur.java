package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.ImageDataFormat;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Blurs some images in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomGaussianBlur.of(0.5).kernelSize(5)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_gaussian_blur/">keras.layers.RandomGaussianBlur</a>
 */
public final class RandomGaussianBlur extends RandomImageLayer<RandomGaussianBlur, RandomGaussianBlur.Config> {
    /** Keras's arguments. */
    record Config(
            List<Double> factor,
            List<Integer> kernelSize,
            List<Double> sigma,
            List<Double> valueRange,
            String dataFormat,
            Long seed) {
        Config {
            factor = Factor.of("RandomGaussianBlur", "factor", factor, 0, 1);
            Tuple.check("RandomGaussianBlur", "kernelSize", 2, kernelSize);
            if (kernelSize.stream().anyMatch(k -> k % 2 == 0)) {
                throw new InvalidArgumentException(JerasException.message(
                        "RandomGaussianBlur cannot be made.",
                        "a kernelSize of odd numbers",
                        kernelSize.toString(),
                        "give odd numbers, so that the window has a middle"));
            }
            sigma = Factor.of("RandomGaussianBlur", "sigma", sigma, 0, 1);
            valueRange = Factor.valueRange("RandomGaussianBlur", valueRange);
            DataFormat.check("RandomGaussianBlur", dataFormat);
        }
    }

    RandomGaussianBlur(Config config) {
        super(config, RandomGaussianBlur::new, config.dataFormat, config.seed);
    }

    public static RandomGaussianBlur of() {
        return new RandomGaussianBlur(new Config(
                Factor.list(1), List.of(3, 3), Factor.list(1), Factor.list(0, 255), DataFormat.preset(), null));
    }

    /**
     * One number: the chance of an image is a number from 0 to {@code factor}.
     *
     * <p>Two numbers: the chance of an image is a number between two bounds from 0 to 1.
     */
    public static RandomGaussianBlur of(double... factor) {
        return new RandomGaussianBlur(new Config(
                Factor.list(factor), List.of(3, 3), Factor.list(1), Factor.list(0, 255), DataFormat.preset(), null));
    }

    /** Width and height of the window in pixels, odd; one number for both. Default: 3. */
    public RandomGaussianBlur kernelSize(int... kernelSize) {
        return with("kernelSize", Tuple.of("RandomGaussianBlur", "kernelSize", 2, kernelSize));
    }

    /** The standard deviation in pixels: the greatest, or a lower and an upper one, from 0 to 1. Default: 1. */
    public RandomGaussianBlur sigma(double... sigma) {
        return with("sigma", Factor.list(sigma));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomGaussianBlur valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomGaussianBlur dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomGaussianBlur seed(long seed) {
        return with("seed", seed);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor chosen = chosen(images, noise, config.factor);
        Tensor sigma = noise.uniform(images, new Shape(2), config.sigma.get(0), config.sigma.get(1))
                .add(1e-6);
        return x -> {
            Tensor blurred = Ops.gaussianBlur(x, Tuple.ints(config.kernelSize), sigma, ImageDataFormat.CHANNELS_LAST);
            return Ops.clip(Ops.where(chosen, blurred, x), config.valueRange.get(0), config.valueRange.get(1));
        };
    }
}
