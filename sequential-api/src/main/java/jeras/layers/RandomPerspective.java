package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Looks at some images from the side in training: their corners move by shares of their own.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, output the same, float32
 * </ul>
 *
 * <pre>{@code RandomPerspective.of(0.5).scale(0.3)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/random_perspective/">keras.layers.RandomPerspective</a>
 */
public final class RandomPerspective extends RandomImageLayer<RandomPerspective, RandomPerspective.Config> {
    /** Keras's arguments. */
    record Config(
            List<Double> factor, double scale, String interpolation, double fillValue, Long seed, String dataFormat) {
        Config {
            factor = Factor.of("RandomPerspective", "factor", factor, 0, 1);
            Check.share("RandomPerspective", "scale", scale);
            Fill.checkInterpolation("RandomPerspective", interpolation);
            DataFormat.check("RandomPerspective", dataFormat);
        }
    }

    RandomPerspective(Config config) {
        super(config, RandomPerspective::new, config.dataFormat, config.seed);
    }

    public static RandomPerspective of() {
        return new RandomPerspective(new Config(Factor.list(1), 1, "bilinear", 0, null, DataFormat.preset()));
    }

    /**
     * One number: the chance of an image is a number from 0 to {@code factor}.
     *
     * <p>Two numbers: the chance of an image is a number between two bounds from 0 to 1.
     */
    public static RandomPerspective of(double... factor) {
        return new RandomPerspective(new Config(Factor.list(factor), 1, "bilinear", 0, null, DataFormat.preset()));
    }

    /** How far the corners may move, from 0 to 1: half of it is the greatest share of the width and height. Default: 1. */
    public RandomPerspective scale(double scale) {
        return with("scale", scale);
    }

    /** {@code bilinear} or {@code nearest}. Default: {@code bilinear}. */
    public RandomPerspective interpolation(String interpolation) {
        return with("interpolation", interpolation);
    }

    /** The value beyond the border. Default: 0. */
    public RandomPerspective fillValue(double fillValue) {
        return with("fillValue", fillValue);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public RandomPerspective seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public RandomPerspective dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    UnaryOperator<Tensor> draw(Tensor images, Noise noise) {
        Tensor chosen = chosen(images, noise, config.factor);
        Tensor share = noise.uniform(images, new Shape(images.size(0), 4, 2), -0.5 * config.scale, 0.5 * config.scale);
        Tensor right = Ops.length(images, 2).subtract(1);
        Tensor below = Ops.length(images, 1).subtract(1);
        Tensor none = Ops.zerosLike(right);
        Tensor corners = Ops.stack(
                List.of(
                        Ops.stack(List.of(none, none), 0),
                        Ops.stack(List.of(right, none), 0),
                        Ops.stack(List.of(none, below), 0),
                        Ops.stack(List.of(right, below), 0)),
                0);
        Tensor start = Ops.zerosLike(share).add(corners);
        Tensor end = start.add(start.multiply(share));
        return x -> Ops.where(
                chosen,
                Ops.perspectiveTransform(
                        x,
                        start,
                        end,
                        o -> o.interpolation(config.interpolation).fillValue(config.fillValue)),
                x);
    }
}
