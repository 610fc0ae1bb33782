package jeras.applications;

import jeras.initializers.VarianceScaling;
import jeras.layers.Activation;
import jeras.layers.BatchNormalization;
import jeras.layers.Conv2D;
import jeras.ops.Tensor;

/**
 * The small parts of an EfficientNet.
 *
 * @param prefix what the names of the layers begin with, such as {@code stem_} or {@code block1a_}
 */
record EfficientLayers(EfficientVersion version, String prefix) {
    static final VarianceScaling KERNEL = VarianceScaling.of(2, "fan_out", "truncated_normal");

    Conv2D convolution(int filters, int kernelSize, String name) {
        return Conv2D.of(filters, kernelSize)
                .padding("same")
                .kernelInitializer(KERNEL)
                .name(prefix + name);
    }

    /** Convolved without a bias. */
    Tensor convolved(Tensor x, int filters, int kernelSize, int stride, String name) {
        return convolution(filters, kernelSize, name)
                .strides(stride)
                .useBias(false)
                .apply(x);
    }

    /** Normalized; {@code part} stands before the layer's name, such as {@code expand_}. */
    Tensor normalized(Tensor x, String part) {
        return BatchNormalization.of()
                .axis(Assembly.channelAxis())
                .momentum(version.momentum())
                .name(prefix + part + "bn")
                .apply(x);
    }

    /** Normalized and activated. */
    Tensor activated(Tensor x, String part) {
        return Activation.of("silu").name(prefix + part + "activation").apply(normalized(x, part));
    }
}
