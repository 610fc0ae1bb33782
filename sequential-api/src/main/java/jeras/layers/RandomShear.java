package jeras.layers;

import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Slants each image by shares of its own in training.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomShear.of().xFactor(0.2).yFactor(0.1)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_shear/">keras.layers.RandomShear</a>
 */
public final class RandomShear extends RandomImageLayer<RandomShear, RandomShear.Config> implements FileState {
    /** Keras's arguments. */
    record Config(
            List<Double> xFactor,
            List<Double> yFactor,
            String interpolation,
            String fillMode,
            double fillValue,
            String dataFormat,
            Long seed) {
        Config {
            xFactor = bounds("xFactor", xFactor);
            yFactor = bounds("yFactor", yFactor);

            Fill.check("RandomShear", fillMode, interpolation);
            DataFormat.check("RandomShear", dataFormat);
        }

        /** From 0 to 1; one number stands for both sides, which is how files hold it. */
        private static List<Double> bounds(String option, List<Double> given) {
            boolean both = given.size() == 2 && given.get(0) == -given.get(1);
            return Factor.within("RandomShear", option, given, both ? -1 : 0, 1);
        }
    }

    RandomShear(Config config) {
        super(config, RandomShear::new, config.dataFormat, config.seed);
    }

    public static RandomShear of() {
        return new RandomShear(
                new Config(Factor.list(0), Factor.list(0), "bilinear", "reflect", 0, DataFormat.preset(), null));
    }

    /** How far a row moves to the side for each pixel down: the greatest share, or a lower and an upper one. Default: 0. */
    public RandomShear xFactor(double... xFactor) {
        return with("xFactor", Factor.list(xFactor));
    }

    /** How far a column moves down for each pixel to the right: the greatest share, or a lower and an upper one. Default: 0. */
    public RandomShear yFactor(double... yFactor) {
        return with("yFactor", Factor.list(yFactor));
    }

    /** {@code bilinear} or {@code nearest}. Default: {@code bilinear}. */
    public RandomShear interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    /** What lies beyond the border: {@code reflect}, {@code wrap}, {@code constant}, {@code nearest}. Default: {@code reflect}. */
    public RandomShear fillMode(String fillMode) {
        return with("fillMode", fillMode);
    }

    /** The value beyond the border with {@code fillMode("constant")}. Default: 0. */
    public RandomShear fillValue(double fillValue) {
        return with("fillValue", fillValue);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomShear dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomShear seed(long seed) {
        return with("seed", seed);
    }

    /** Keras reads bounds from 0 to 1 only: those to both sides are written as the one number that they come from. */
    @Override
    public Map<String, Object> fileConfig() {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("x_factor", told(config.xFactor));
        said.put("y_factor", told(config.yFactor));
        return said;
    }

    private static Object told(List<Double> factor) {
        return factor.get(0) < 0 ? factor.get(1) : factor;
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor zero = Ops.fullLike(images, Transform.EACH, 0, DataType.FLOAT32);
        Tensor one = Ops.onesLike(zero);
        Tensor side = Ops.where(Ops.greater(noise.uniform(images, Transform.EACH, 0, 1), 0.5), one.negative(), one);
        Tensor y = share(images, noise, config.yFactor).multiply(side);
        Tensor x = share(images, noise, config.xFactor).multiply(side);
        Tensor transform = Transform.of(one, x, zero, y, one, zero);
        return t -> Ops.affineTransform(
                t, transform, Fill.options(config.fillMode, config.interpolation, config.fillValue));
    }

    private static Tensor share(Tensor images, Noise noise, List<Double> factor) {
        return noise.uniform(images, Transform.EACH, factor.get(0), factor.get(1));
    }
}
