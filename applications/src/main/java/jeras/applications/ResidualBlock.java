package jeras.applications;

import jeras.layers.Activation;
import jeras.layers.Conv2D;
import jeras.ops.Tensor;

/**
 * A block of ResNet's first version: 1 x 1, 3 x 3 and 1 x 1 convolutions, each normalized, and what came in added.
 *
 * <p>{@code (batch, height, width, in)} becomes {@code (batch, height / stride, width / stride, 4 filters)}.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning for Image Recognition</a>
 */
final class ResidualBlock {
    private ResidualBlock() {}

    /** So many blocks, of which the first strides and adapts the number of channels. */
    static Tensor stack(Tensor x, String name, int filters, int blocks, int stride) {
        Tensor y = block(x, name + "_block1", filters, stride, true);
        for (int i = 2; i <= blocks; i++) {
            y = block(y, name + "_block" + i, filters, 1, false);
        }
        return y;
    }

    private static Tensor block(Tensor x, String name, int filters, int stride, boolean adapts) {
        Tensor shortcut = x;
        if (adapts) {
            shortcut = Conv2D.of(4 * filters, 1)
                    .strides(stride)
                    .name(name + "_0_conv")
                    .apply(x);
            shortcut = ResNet.normalization(name + "_0_bn").apply(shortcut);
        }
        Tensor y = Conv2D.of(filters, 1).strides(stride).name(name + "_1_conv").apply(x);
        y = ResNet.activated(y, name + "_1");
        y = Conv2D.of(filters, 3).padding("same").name(name + "_2_conv").apply(y);
        y = ResNet.activated(y, name + "_2");
        y = Conv2D.of(4 * filters, 1).name(name + "_3_conv").apply(y);
        y = ResNet.normalization(name + "_3_bn").apply(y);
        return Activation.of("relu").name(name + "_out").apply(ResNet.sum(name + "_add", shortcut, y));
    }
}
