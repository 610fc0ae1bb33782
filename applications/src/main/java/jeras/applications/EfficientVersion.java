package jeras.applications;

import java.util.List;
import jeras.initializers.Constant;
import jeras.initializers.Initializer;
import jeras.layers.DepthwiseConv2D;
import jeras.layers.ZeroPadding2D;
import jeras.ops.Tensor;

/** Where the two versions of EfficientNet differ in what their blocks are made of. */
enum EfficientVersion {
    /** EfficientNet: convolutions that stride do not pad, zeros are put before them. */
    FIRST(0.99, Initializer.of("zeros")) {
        @Override
        int width(double channels) {
            return Widths.divisibleBy8(channels);
        }

        @Override
        int blocks(List<EfficientStage> stages, double depth) {
            return stages.stream().mapToInt(s -> s.repeats(depth)).sum();
        }

        @Override
        Tensor strided(Tensor x, int filters, EfficientLayers layers) {
            Tensor y = padding(x, 3).name(layers.prefix() + "conv_pad").apply(x);
            return layers.convolution(filters, 3, "conv")
                    .padding("valid")
                    .strides(2)
                    .useBias(false)
                    .apply(y);
        }

        @Override
        Tensor depthwise(Tensor x, int kernelSize, int stride, String prefix) {
            DepthwiseConv2D layer = channelByChannel(kernelSize, stride).name(prefix + "dwconv");
            return stride == 1
                    ? layer.apply(x)
                    : layer.padding("valid")
                            .apply(padding(x, kernelSize)
                                    .name(prefix + "dwconv_pad")
                                    .apply(x));
        }

        private ZeroPadding2D padding(Tensor x, int kernelSize) {
            return DownsamplingPadding.of(x, kernelSize);
        }
    },

    /** EfficientNetV2. */
    SECOND(0.9, Constant.of(0)) {
        @Override
        int width(double channels) {
            return Math.max(8, (int) (channels + 4) / 8 * 8);
        }

        @Override
        int blocks(List<EfficientStage> stages, double depth) {
            return stages.stream().mapToInt(EfficientStage::repeats).sum(); // as in Keras, those before scaling
        }

        @Override
        Tensor strided(Tensor x, int filters, EfficientLayers layers) {
            return layers.convolved(x, filters, 3, 2, "conv");
        }

        @Override
        Tensor depthwise(Tensor x, int kernelSize, int stride, String prefix) {
            return channelByChannel(kernelSize, stride).name(prefix + "dwconv2").apply(x);
        }
    };

    private final double momentum;

    @SuppressWarnings("ImmutableEnumChecker") // an initializer is a value
    private final Initializer bias;

    EfficientVersion(double momentum, Initializer bias) {
        this.momentum = momentum;
        this.bias = bias;
    }

    /** Of the batch normalization. */
    double momentum() {
        return momentum;
    }

    /** Of the last layer's bias: both are zeros, under the names that Keras has for them. */
    Initializer bias() {
        return bias;
    }

    /** A number of channels that 8 divides. */
    abstract int width(double channels);

    /** How many blocks the share of images that skip one grows over. */
    abstract int blocks(List<EfficientStage> stages, double depth);

    /** A 3 x 3 convolution that halves height and width. */
    abstract Tensor strided(Tensor x, int filters, EfficientLayers layers);

    /** A convolution of each channel by itself. */
    abstract Tensor depthwise(Tensor x, int kernelSize, int stride, String prefix);

    private static DepthwiseConv2D channelByChannel(int kernelSize, int stride) {
        return DepthwiseConv2D.of(kernelSize)
                .strides(stride)
                .padding("same")
                .useBias(false)
                .depthwiseInitializer(EfficientLayers.KERNEL);
    }
}
