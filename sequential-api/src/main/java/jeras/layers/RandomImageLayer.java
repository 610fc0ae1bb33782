package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** What layers have in common that change images by chance in training, and elsewhere hand them on as float32. */
abstract class RandomImageLayer<L extends RandomImageLayer<L, C>, C extends Record> extends ImageLayer<L, C> {
    /** One number for each image. */
    static final Shape EACH = new Shape(-1, 1, 1, 1);

    private final Noise noise;

    /**
     * @param seed null for the numbers that all of a program shares
     */
    RandomImageLayer(C config, Function<C, L> maker, String dataFormat, Long seed) {
        super(config, maker, dataFormat);
        noise = seed == null ? Noise.shared() : Noise.of(seed);
    }

    /**
     * Draws what is left to chance and gives what it makes of the images.
     *
     * @param images {@code (batch, height, width, channels)}, float32
     */
    abstract UnaryOperator<Tensor> draw(Tensor images, Noise noise);

    @Override
    final Tensor transform(Tensor images, boolean training) {
        Tensor floats = Ops.cast(images, DataType.FLOAT32);
        return training ? draw(floats, noise).apply(floats) : floats;
    }

    final Noise noise() {
        return noise;
    }

    /** True for those images that are to be changed: each with a chance that is itself drawn between two bounds. */
    static Tensor chosen(Tensor images, Noise noise, List<Double> factor) {
        Tensor chance = noise.uniform(images, EACH, factor.get(0), factor.get(1));
        return Ops.less(noise.uniform(images, EACH, 0, 1), chance);
    }

    /** 1 or -1 for each image. */
    static Tensor sign(Tensor images, Noise noise) {
        Tensor one = Ops.fullLike(images, EACH, 1, DataType.FLOAT32);
        return Ops.where(Ops.greater(noise.uniform(images, EACH, 0, 1), 0.5), one.negative(), one);
    }
}
