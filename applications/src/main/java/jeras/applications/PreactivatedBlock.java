package jeras.applications;

import jeras.layers.Conv2D;
import jeras.layers.MaxPooling2D;
import jeras.layers.ZeroPadding2D;
import jeras.ops.Tensor;

/**
 * A block of ResNet's second version: normalized first, then 1 x 1, 3 x 3 and 1 x 1 convolutions, and what came in added.
 *
 * <p>{@code (batch, height, width, in)} becomes {@code (batch, height / stride, width / stride, 4 filters)}.
 *
 * @see <a href="https://arxiv.org/abs/1603.05027">Identity Mappings in Deep Residual Networks</a>
 */
final class PreactivatedBlock {
    private PreactivatedBlock() {}

    /** So many blocks, of which the first adapts the number of channels and the last strides. */
    static Tensor stack(Tensor x, String name, int filters, int blocks, int stride) {
        Tensor y = block(x, name + "_block1", filters, 1, true);
        for (int i = 2; i < blocks; i++) {
            y = block(y, name + "_block" + i, filters, 1, false);
        }
        return block(y, name + "_block" + blocks, filters, stride, false);
    }

    private static Tensor block(Tensor x, String name, int filters, int stride, boolean adapts) {
        Tensor preactivated = ResNet.activated(x, name + "_preact");
        Tensor shortcut;
        if (adapts) {
            shortcut = Conv2D.of(4 * filters, 1)
                    .strides(stride)
                    .name(name + "_0_conv")
                    .apply(preactivated);
        } else {
            shortcut = stride > 1 ? MaxPooling2D.of(1).strides(stride).apply(x) : x;
        }
        Tensor y = Conv2D.of(filters, 1).useBias(false).name(name + "_1_conv").apply(preactivated);
        y = ResNet.activated(y, name + "_1");
        y = ZeroPadding2D.of(1).name(name + "_2_pad").apply(y);
        y = Conv2D.of(filters, 3)
                .strides(stride)
                .useBias(false)
                .name(name + "_2_conv")
                .apply(y);
        y = ResNet.activated(y, name + "_2");
        y = Conv2D.of(4 * filters, 1).name(name + "_3_conv").apply(y);
        return ResNet.sum(name + "_out", shortcut, y);
    }
}
