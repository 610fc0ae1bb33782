package jeras.applications;

import java.util.function.UnaryOperator;
import jeras.layers.Add;
import jeras.layers.BatchNormalization;
import jeras.layers.Conv2D;
import jeras.layers.DepthwiseConv2D;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.Multiply;
import jeras.layers.ReLU;
import jeras.ops.Tensor;

/**
 * A block of MobileNetV3: widened, convolved channel by channel, its channels weighed, narrowed, and added to what came in where
 * the shapes agree.
 *
 * @param expansion how much wider it gets
 * @param filters its channels in the end
 * @param kernelSize of the convolution channel by channel; 3 in minimalistic models
 * @param stride by how much height and width shrink
 * @param isSqueezed whether channels are weighed by squeeze and excitation; not in minimalistic models
 * @param isSwished whether its activation is hard swish; ReLU in minimalistic models
 */
record InvertedResidual(
        double expansion, int filters, int kernelSize, int stride, boolean isSqueezed, boolean isSwished) {
    private static final double SQUEEZE = 0.25;

    /** @param number the place of the block among all, from 0; the first does not widen */
    Tensor apply(Tensor x, int number, MobileNetV3Options options) {
        String prefix = number == 0 ? "expanded_conv_" : "expanded_conv_" + number + "_";
        UnaryOperator<Tensor> activation =
                isSwished && !options.minimalistic ? MobileNetV3::hardSwish : MobileNetV3::relu;
        int in = Assembly.channels(x);
        int out = Widths.divisibleBy8(filters * options.alpha);
        int wide = Widths.divisibleBy8(in * expansion);
        Tensor y = x;
        if (number > 0) {
            y = pointwise(wide, prefix + "expand").apply(y);
            y = activation.apply(normalization(prefix + "expand_bn").apply(y));
        }
        y = depthwise(
                y, prefix, options.minimalistic ? 3 : kernelSize); // (batch, height / stride, width / stride, wide)
        y = activation.apply(normalization(prefix + "depthwise_bn").apply(y));
        if (isSqueezed && !options.minimalistic) {
            y = weighed(y, prefix + "squeeze_excite_", wide);
        }
        y = pointwise(out, prefix + "project").apply(y);
        y = normalization(prefix + "project_bn").apply(y); // (batch, height / stride, width / stride, out)
        return stride == 1 && in == out ? Add.of().name(prefix + "add").apply(x, y) : y;
    }

    private Tensor depthwise(Tensor x, String prefix, int kernel) {
        Tensor y = stride == 2
                ? DownsamplingPadding.of(x, kernel)
                        .name(prefix + "depthwise_pad")
                        .apply(x)
                : x;
        return DepthwiseConv2D.of(kernel)
                .strides(stride)
                .padding(stride == 1 ? "same" : "valid")
                .useBias(false)
                .name(prefix + "depthwise")
                .apply(y);
    }

    /** Squeeze and excitation: each channel times a number from 0 to 1 that all of them together give it. */
    private static Tensor weighed(Tensor x, String prefix, int channels) {
        Tensor y = GlobalAveragePooling2D.of()
                .keepdims(true)
                .name(prefix + "avg_pool")
                .apply(x);
        y = Conv2D.of(Widths.divisibleBy8(channels * SQUEEZE), 1)
                .padding("same")
                .name(prefix + "conv")
                .apply(y);
        y = ReLU.of().name(prefix + "relu").apply(y);
        y = Conv2D.of(channels, 1).padding("same").name(prefix + "conv_1").apply(y);
        y = ReLU.of().maxValue(6).apply(y.add(3)).multiply(1 / 6.0); // (batch, 1, 1, channels)
        return Multiply.of().name(prefix + "mul").apply(x, y);
    }

    private static Conv2D pointwise(int filters, String name) {
        return Conv2D.of(filters, 1).padding("same").useBias(false).name(name);
    }

    static BatchNormalization normalization(String name) {
        return BatchNormalization.of()
                .axis(InputShapes.isChannelsFirst() ? 1 : -1)
                .epsilon(1e-3)
                .momentum(0.999)
                .name(name);
    }
}
