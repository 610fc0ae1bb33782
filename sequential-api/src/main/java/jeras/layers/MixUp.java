package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Arguments;

/**
 * Mixes each image with another of the batch in training, and its label with the other's label, by a share of its own.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)} or one image, optionally labels {@code (batch, classes)};
 *       output the same, float32
 * </ul>
 *
 * <pre>{@code MixUp.of().alpha(0.4).applyAll(images, labels)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1710.09412">Zhang et al., 2018</a>
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/augmentation_layers/mix_up/">keras.layers.MixUp</a>
 */
public final class MixUp extends MixingLayer<MixUp, MixUp.Config> {
    /** Keras's arguments. */
    record Config(double alpha, String dataFormat, Long seed) {
        Config {
            Arguments.positive("MixUp", "alpha", alpha);
            DataFormat.check("MixUp", dataFormat);
        }
    }

    MixUp(Config config) {
        super(config, MixUp::new, config.dataFormat, config.seed);
    }

    public static MixUp of() {
        return new MixUp(new Config(0.2, DataFormat.preset(), null));
    }

    /** Both parameters of the Beta distribution of the shares; default: 0.2. */
    public MixUp alpha(double alpha) {
        return with("alpha", alpha);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code channels_last}. */
    public MixUp dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Draws from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    public MixUp seed(long seed) {
        return with("seed", seed);
    }

    @Override
    Mix mix(Tensor images, Noise noise) {
        Tensor concentration = Ops.fullLike(images, new Shape(images.size(0), 2), config.alpha, DataType.FLOAT32);
        Tensor order = noise.permutation(images);
        Tensor weight = noise.dirichlet(concentration).get(":, 0:1"); // (batch, 1)
        Tensor own = Ops.reshape(weight, images.size(0), 1, 1, 1);
        return new Mix(
                order,
                weight,
                (x, other) -> own.multiply(x).add(Ops.subtract(1, own).multiply(other)));
    }
}
