package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Puts a rectangle of another image of the batch into each image in training, and mixes the labels by the area.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, optionally labels {@code (batch, classes)};
 *       output the same, float32; one image alone stays as it is
 * </ul>
 *
 * <pre>{@code CutMix.of().applyAll(images, labels)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1905.04899">Yun et al., 2019</a>
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/cut_mix/">keras.layers.CutMix</a>
 */
public final class CutMix extends MixingLayer<CutMix, CutMix.Config> {
    /** Keras's arguments. */
    record Config(List<Double> factor, Long seed, String dataFormat) {
        Config {
            factor = Factor.of("CutMix", "factor", factor, 0, 1);
            DataFormat.check("CutMix", dataFormat);
        }
    }

    CutMix(Config config) {
        super(config, CutMix::new, config.dataFormat, config.seed);
    }

    /** As with a factor of 1. */
    public static CutMix of() {
        return new CutMix(new Config(Factor.list(1), null, DataFormat.preset()));
    }

    /**
     * One number: as with the bounds 0 and {@code factor}.
     *
     * <p>Two numbers: bounds from 0 to 1 of a number that is drawn for each batch, the parameter of the Beta distribution of the areas.
     */
    public static CutMix of(double... factor) {
        return new CutMix(new Config(Factor.list(factor), null, DataFormat.preset()));
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public CutMix seed(long seed) {
        return with("seed", seed);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public CutMix dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    @Override
    Mix mix(Tensor images, Noise noise) {
        Tensor parameter = noise.uniform(images, new Shape(1), config.factor.get(0), config.factor.get(1))
                .add(1e-6);
        Tensor both = Ops.fullLike(images, new Shape(images.size(0), 2), 1, DataType.FLOAT32)
                .multiply(parameter);
        Tensor cut = noise.dirichlet(both).get(":, 1:"); // (batch, 1)
        Tensor side = Ops.sqrt(Ops.reshape(cut, images.size(0), 1, 1, 1));
        Rectangle rectangle = Rectangle.of(images, side, side, noise);
        Tensor inside = rectangle.covers(images);
        Tensor own = Ops.reshape(Ops.subtract(1, rectangle.area(images)), images.size(0), 1);
        return new Mix(noise.permutation(images), own, (x, other) -> Ops.where(inside, other, x));
    }
}
