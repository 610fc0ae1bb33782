package jeras.layers;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import jeras.Array;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** What layers have in common that mix images of a batch in training, and labels with them if there are any. */
abstract class MixingLayer<L extends MixingLayer<L, C>, C extends Record> extends ImageLayer<L, C> {
    private final Noise noise;

    MixingLayer(C config, Function<C, L> maker, String dataFormat, Long seed) {
        super(config, maker, dataFormat);
        noise = seed == null ? Noise.shared() : Noise.of(seed);
    }

    /**
     * How to mix.
     *
     * @param order the places of the images to mix with
     * @param share the share of the own label, {@code (batch, 1)}
     * @param images from the images and those to mix with to the mixed ones
     */
    record Mix(Tensor order, Tensor share, BinaryOperator<Tensor> images) {}

    /**
     * @param images {@code (batch, height, width, channels)}, float32
     */
    abstract Mix mix(Tensor images, Noise noise);

    /**
     * The output for arrays, computed at once, as in training.
     *
     * @param images {@code (batch, height, width, channels)}
     * @param labels {@code (batch, classes)}
     * @return images and labels
     */
    public final List<Array> apply(Array images, Array labels) {
        return eager().call(List.of(images, labels), true);
    }

    @Override
    final Tensor transform(Tensor images, boolean training) {
        Tensor x = Ops.cast(images, DataType.FLOAT32);
        return training ? mixed(x, mix(x, noise)) : x;
    }

    private static Tensor mixed(Tensor x, Mix mix) {
        return mix.images.apply(x, Ops.take(x, mix.order, 0));
    }

    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        if (inputs.size() != 2) {
            return super.call(inputs, call);
        }
        Tensor labels = Ops.cast(inputs.get(1), DataType.FLOAT32);
        if (labels.rank() != 2) {
            throw Check.wrong(
                    this,
                    labels.shape(),
                    "labels (batch, classes)",
                    labels.rank() + " axes",
                    "turn class numbers into rows, such as by Utils.toCategorical");
        }
        Tensor images = images(Ops.cast(inputs.get(0), DataType.FLOAT32));
        if (!call.training()) {
            return List.of(back(images, inputs.get(0).rank()), Ops.cast(labels, computeDtype()));
        }
        Mix mix = mix(images, noise);
        Tensor others = Ops.take(labels, mix.order, 0);
        List<Tensor> outputs =
                new ArrayList<>(List.of(back(mixed(images, mix), inputs.get(0).rank())));
        Tensor mixed = mix.share.multiply(labels).add(Ops.subtract(1, mix.share).multiply(others));
        outputs.add(Ops.cast(mixed, computeDtype()));
        return outputs;
    }
}
