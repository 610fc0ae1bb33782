package jeras.applications;

import jeras.layers.Activation;
import jeras.layers.Add;
import jeras.layers.AveragePooling2D;
import jeras.layers.BatchNormalization;
import jeras.layers.Concatenate;
import jeras.layers.Conv2D;
import jeras.layers.Cropping2D;
import jeras.layers.MaxPooling2D;
import jeras.layers.SeparableConv2D;
import jeras.layers.ZeroPadding2D;
import jeras.ops.Tensor;

/**
 * The two cells that NASNet repeats. Each takes what the two cells before it made: {@code x} of the last one, {@code p} of the one
 * before that.
 */
final class NASNetCells {
    private final LayerNames names = new LayerNames();

    /** The cell that keeps height and width. */
    Tensor normal(Tensor x, Tensor previous, int filters, String id) {
        Tensor p = adjusted(previous, x, filters, id);
        Tensor h = squeezed(x, filters, "normal", id);

        Tensor x1 = sum(
                "normal_add_1_" + id,
                separable(h, filters, 5, 1, "normal_left1_" + id),
                separable(p, filters, 3, 1, "normal_right1_" + id));
        Tensor x2 = sum(
                "normal_add_2_" + id,
                separable(p, filters, 5, 1, "normal_left2_" + id),
                separable(p, filters, 3, 1, "normal_right2_" + id));
        Tensor x3 = sum("normal_add_3_" + id, average(h, "normal_left3_" + id), p);
        Tensor x4 = sum("normal_add_4_" + id, average(p, "normal_left4_" + id), average(p, "normal_right4_" + id));
        Tensor x5 = sum("normal_add_5_" + id, separable(h, filters, 3, 1, "normal_left5_" + id), h);
        return joined("normal_concat_" + id, p, x1, x2, x3, x4, x5); // (batch, height, width, 6 * filters)
    }

    /** The cell that halves height and width. */
    Tensor reduction(Tensor x, Tensor previous, int filters, String id) {
        Tensor p = adjusted(previous, x, filters, id);
        Tensor h = squeezed(x, filters, "reduction", id);
        Tensor padded =
                DownsamplingPadding.of(h, 3).name("reduction_pad_1_" + id).apply(h);

        Tensor x1 = sum(
                "reduction_add_1_" + id,
                separable(h, filters, 5, 2, "reduction_left1_" + id),
                separable(p, filters, 7, 2, "reduction_right1_" + id));
        Tensor x2 = sum(
                "reduction_add_2_" + id,
                halved(padded, "reduction_left2_" + id),
                separable(p, filters, 7, 2, "reduction_right2_" + id));
        Tensor x3 = sum(
                "reduction_add3_" + id,
                AveragePooling2D.of(3).strides(2).name("reduction_left3_" + id).apply(padded),
                separable(p, filters, 5, 2, "reduction_right3_" + id));
        Tensor x4 = sum(names.next("add"), x2, average(x1, "reduction_left4_" + id));
        Tensor x5 = sum(
                "reduction_add4_" + id,
                separable(x1, filters, 3, 1, "reduction_left4_" + id),
                halved(padded, "reduction_right5_" + id));
        return joined("reduction_concat_" + id, x2, x3, x4, x5); // (batch, height / 2, width / 2, 4 * filters)
    }

    /** Cut off below 0, as before each convolution. */
    Tensor activated(Tensor x) {
        return Activation.of("relu").name(names.next("activation")).apply(x);
    }

    /** {@code previous} as {@code x} in height and width, and with so many channels; {@code x} where there is none before it (null). */
    private Tensor adjusted(Tensor previous, Tensor x, int filters, String id) {
        if (previous == null) {
            return x;
        }
        int width = Assembly.channelAxis() - 1;
        if (previous.size(width) != x.size(width)) {
            return shrunk(previous, filters, id);
        }
        return Assembly.channels(previous) == filters
                ? previous
                : pointwise(activated(previous), filters, "adjust_conv_projection_" + id, "adjust_bn_" + id);
    }

    /** Half the height and width: every second place, and beside it those in between. */
    private Tensor shrunk(Tensor x, int filters, String id) {
        Tensor active = Activation.of("relu").name("adjust_relu_1_" + id).apply(x);
        Tensor even = everySecond(active, filters / 2, "1_" + id);
        Tensor odd =
                ZeroPadding2D.of(0, 1, 0, 1).name(names.next("zero_padding2d")).apply(active);
        odd = Cropping2D.of(1, 0, 1, 0).name(names.next("cropping2d")).apply(odd);
        odd = everySecond(odd, filters / 2, "2_" + id);
        return normalized(joined(names.next("concatenate"), even, odd), "adjust_bn_" + id);
    }

    private static Tensor everySecond(Tensor x, int filters, String end) {
        Tensor y =
                AveragePooling2D.of(1).strides(2).name("adjust_avg_pool_" + end).apply(x);
        return pointwise(filters, "adjust_conv_" + end).apply(y);
    }

    private Tensor squeezed(Tensor x, int filters, String cell, String id) {
        return pointwise(activated(x), filters, cell + "_conv_1_" + id, cell + "_bn_1_" + id);
    }

    private static Tensor pointwise(Tensor x, int filters, String name, String normalization) {
        return normalized(pointwise(filters, name).apply(x), normalization);
    }

    private static Conv2D pointwise(int filters, String name) {
        return Conv2D.of(filters, 1)
                .padding("same")
                .useBias(false)
                .kernelInitializer("he_normal")
                .name(name);
    }

    /** Twice activated, convolved and normalized; the first convolution strides. */
    private Tensor separable(Tensor x, int filters, int kernelSize, int stride, String id) {
        SeparableConv2D first = SeparableConv2D.of(filters, kernelSize)
                .strides(stride)
                .useBias(false)
                .name("separable_conv_1_" + id);
        Tensor y = activated(x);
        y = stride == 1
                ? first.padding("same").apply(y)
                : first.apply(DownsamplingPadding.of(y, kernelSize)
                        .name("separable_conv_1_pad_" + id)
                        .apply(y));
        y = activated(normalized(y, "separable_conv_1_bn_" + id));
        y = SeparableConv2D.of(filters, kernelSize)
                .padding("same")
                .useBias(false)
                .name("separable_conv_2_" + id)
                .apply(y);
        return normalized(y, "separable_conv_2_bn_" + id);
    }

    static Tensor normalized(Tensor x, String name) {
        return BatchNormalization.of().axis(-1).momentum(0.9997).name(name).apply(x);
    }

    private static Tensor average(Tensor x, String name) {
        return AveragePooling2D.of(3).strides(1).padding("same").name(name).apply(x);
    }

    private static Tensor halved(Tensor x, String name) {
        return MaxPooling2D.of(3).strides(2).name(name).apply(x);
    }

    private static Tensor sum(String name, Tensor left, Tensor right) {
        return Add.of().name(name).apply(left, right);
    }

    private static Tensor joined(String name, Tensor... parts) {
        return Concatenate.of().axis(-1).name(name).apply(parts);
    }
}
