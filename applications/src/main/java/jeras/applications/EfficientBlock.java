package jeras.applications;

import jeras.layers.Add;
import jeras.layers.Dropout;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.Multiply;
import jeras.layers.Reshape;
import jeras.ops.Tensor;

/**
 * A block of an EfficientNet: widened, convolved, narrowed, and added to what came in where the shapes agree.
 *
 * @param kernelSize of the convolution that sees the neighbours
 * @param filters its channels in the end
 * @param expansion by how much it widens
 * @param stride by how much height and width shrink
 * @param dropRate the share of images that skip it in training
 */
record EfficientBlock(EfficientLayers layers, int kernelSize, int filters, int expansion, int stride, double dropRate) {
    /** Each channel is convolved by itself, and the channels are weighed. */
    Tensor mobile(Tensor x) {
        Tensor y = expansion == 1 ? x : layers.activated(layers.convolved(x, wide(x), 1, 1, "expand_conv"), "expand_");
        y = layers.version().depthwise(y, kernelSize, stride, layers.prefix());
        y = layers.activated(y, ""); // (batch, height / stride, width / stride, expansion * channels)
        y = weighed(y, Math.max(1, Assembly.channels(x) / 4));
        return added(x, narrowed(y));
    }

    /** One convolution widens and sees the neighbours. */
    Tensor fused(Tensor x) {
        if (expansion == 1) {
            Tensor y = layers.convolved(x, filters, kernelSize, stride, "project_conv");
            return added(x, layers.activated(y, "project_"));
        }
        Tensor y = layers.convolved(x, wide(x), kernelSize, stride, "expand_conv");
        return added(x, narrowed(layers.activated(y, "expand_")));
    }

    private int wide(Tensor x) {
        return Assembly.channels(x) * expansion;
    }

    private Tensor narrowed(Tensor x) {
        return layers.normalized(layers.convolved(x, filters, 1, 1, "project_conv"), "project_");
    }

    /** Squeeze and excitation: each channel times a number from 0 to 1 that all of them together give it. */
    private Tensor weighed(Tensor x, int narrow) {
        int channels = Assembly.channels(x);
        int[] one = InputShapes.isChannelsFirst() ? new int[] {channels, 1, 1} : new int[] {1, 1, channels};
        Tensor y =
                GlobalAveragePooling2D.of().name(layers.prefix() + "se_squeeze").apply(x);
        y = Reshape.of(one).name(layers.prefix() + "se_reshape").apply(y);
        y = layers.convolution(narrow, 1, "se_reduce").activation("silu").apply(y);
        y = layers.convolution(channels, 1, "se_expand").activation("sigmoid").apply(y);
        return Multiply.of().name(layers.prefix() + "se_excite").apply(x, y);
    }

    private Tensor added(Tensor x, Tensor y) {
        if (stride != 1 || Assembly.channels(x) != filters) {
            return y;
        }
        Dropout skip = Dropout.of(dropRate).noiseShape(-1, 1, 1, 1).name(layers.prefix() + "drop");
        return Add.of().name(layers.prefix() + "add").apply(dropRate == 0 ? y : skip.apply(y), x);
    }
}
