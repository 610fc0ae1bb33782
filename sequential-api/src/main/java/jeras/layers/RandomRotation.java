package jeras.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Rotates each image around its middle by an angle of its own in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomRotation.of(0.1)} // up to 36 degrees to both sides</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_rotation/">keras.layers.RandomRotation</a>
 */
public final class RandomRotation extends RandomImageLayer<RandomRotation, RandomRotation.Config> {
    /** Keras's arguments. */
    record Config(
            List<Double> factor,
            String fillMode,
            String interpolation,
            Long seed,
            double fillValue,
            String dataFormat) {
        Config {
            factor = Factor.of("RandomRotation", "factor", factor, -1, 1);
            Fill.check("RandomRotation", fillMode, interpolation);
            DataFormat.check("RandomRotation", dataFormat);
        }
    }

    RandomRotation(Config config) {
        super(config, RandomRotation::new, config.dataFormat, config.seed);
    }

    /**
     * One number: the factor is the greatest share of a whole turn, to both sides.
     *
     * <p>Two numbers: shares of a whole turn between two bounds; positive ones turn counter-clockwise.
     */
    public static RandomRotation of(double... factor) {
        return new RandomRotation(new Config(Factor.list(factor), "reflect", "bilinear", null, 0, DataFormat.preset()));
    }

    /** What lies beyond the border: {@code reflect}, {@code wrap}, {@code constant}, {@code nearest}. Default: {@code reflect}. */
    public RandomRotation fillMode(String fillMode) {
        return with("fillMode", fillMode);
    }

    /** {@code bilinear} or {@code nearest}. Default: {@code bilinear}. */
    public RandomRotation interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomRotation seed(long seed) {
        return with("seed", seed);
    }

    /** The value beyond the border with {@code fillMode("constant")}. Default: 0. */
    public RandomRotation fillValue(double fillValue) {
        return with("fillValue", fillValue);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomRotation dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        double turn = 2 * Math.PI;
        Tensor angle = noise.uniform(images, Transform.EACH, config.factor.get(0) * turn, config.factor.get(1) * turn);
        Tensor cos = Ops.cos(angle);
        Tensor sin = Ops.sin(angle);
        Tensor x = Ops.length(images, 2).subtract(1).multiply(0.5);
        Tensor y = Ops.length(images, 1).subtract(1).multiply(0.5);
        Tensor right = x.subtract(x.multiply(cos)).add(y.multiply(sin));
        Tensor down = y.subtract(x.multiply(sin)).subtract(y.multiply(cos));
        Tensor transform = Transform.of(cos, sin.negative(), right, sin, cos, down);
        return t -> Ops.affineTransform(
                t, transform, Fill.options(config.fillMode, config.interpolation, config.fillValue));
    }
}
