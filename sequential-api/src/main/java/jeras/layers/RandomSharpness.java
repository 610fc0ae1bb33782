package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Makes each image smoother or sharper in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomSharpness.of(0.3, 0.8)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_sharpness/">keras.layers.RandomSharpness</a>
 */
public final class RandomSharpness extends RandomImageLayer<RandomSharpness, RandomSharpness.Config> {
    /** Keras's arguments. */
    record Config(List<Double> factor, List<Double> valueRange, String dataFormat, Long seed) {
        Config {
            factor = Factor.of("RandomSharpness", "factor", factor, 0, 1);
            valueRange = Factor.valueRange("RandomSharpness", valueRange);
            DataFormat.check("RandomSharpness", dataFormat);
        }
    }

    RandomSharpness(Config config) {
        super(config, RandomSharpness::new, config.dataFormat, config.seed);
    }

    /**
     * One number: from the smoothed image, 0, to {@code factor}; 0.5 stands for the image as it is, 1 for the sharpest.
     *
     * <p>Two numbers: between two bounds from 0, the smoothed image, to 1, the sharpest; 0.5 stands for the image as it is.
     */
    public static RandomSharpness of(double... factor) {
        return new RandomSharpness(new Config(Factor.list(factor), Factor.list(0, 255), DataFormat.preset(), null));
    }

    /** The least and the greatest value of the images. Default: 0 and 255. */
    public RandomSharpness valueRange(double... valueRange) {
        return with("valueRange", Factor.list(valueRange));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomSharpness dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomSharpness seed(long seed) {
        return with("seed", seed);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor factor = noise.uniform(images, EACH, config.factor.get(0), config.factor.get(1))
                .multiply(2);
        return x -> {
            int channels = Math.toIntExact(Check.knownAxis(this, x.shape(), -1));
            long[] ones = {1, 1};
            // Ones with a five in the middle, divided by their sum.
            Tensor around = Ops.full(new Shape(3, 3, 1, channels), 1 / 13.0, DataType.FLOAT32);
            Tensor sum = Ops.conv(x, around, ones, "same", ones, channels);
            Tensor smooth = sum.add(x.multiply(4 / 13.0));
            Tensor sharpened = x.add(smooth.subtract(x).multiply(Ops.subtract(1, factor)));
            return Ops.clip(sharpened, config.valueRange.get(0), config.valueRange.get(1));
        };
    }
}
