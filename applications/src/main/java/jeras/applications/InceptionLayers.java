package jeras.applications;

import jeras.layers.Activation;
import jeras.layers.AveragePooling2D;
import jeras.layers.BatchNormalization;
import jeras.layers.Concatenate;
import jeras.layers.Conv2D;
import jeras.layers.MaxPooling2D;
import jeras.ops.Tensor;

/** What the Inception networks are made of; their convolutions are numbered in the order in which they are made. */
final class InceptionLayers {
    private final LayerNames names = new LayerNames();

    /** A convolution that keeps height and width, normalized, and what is negative cut off. */
    Tensor same(Tensor x, int filters, int... kernelSize) {
        return activated(x, Conv2D.of(filters, kernelSize).padding("same"));
    }

    /** As {@link #same}, at the places where the kernel lies within the image. */
    Tensor valid(Tensor x, int filters, int... kernelSize) {
        return activated(x, Conv2D.of(filters, kernelSize));
    }

    /** As {@link #valid}, of every second place, with a kernel of 3 x 3. */
    Tensor halved(Tensor x, int filters) {
        return activated(x, Conv2D.of(filters, 3, 3).strides(2));
    }

    private Tensor activated(Tensor x, Conv2D convolution) {
        Tensor y = convolution.useBias(false).name(names.next("conv2d")).apply(x);
        y = normalization(names.next("batch_normalization")).apply(y);
        return Activation.of("relu").name(names.next("activation")).apply(y);
    }

    static BatchNormalization normalization(String name) {
        return BatchNormalization.of().axis(Assembly.channelAxis()).scale(false).name(name);
    }

    /** The beginning of both networks. */
    Tensor stem(Tensor images) {
        Tensor x = halved(images, 32);
        x = valid(x, 32, 3, 3);
        x = same(x, 64, 3, 3);
        x = halved(x);
        x = valid(x, 80, 1, 1);
        x = valid(x, 192, 3, 3);
        return halved(x); // (batch, height / 8, width / 8, 192)
    }

    /** The greatest of 3 x 3 places, every second one. */
    static Tensor halved(Tensor x) {
        return MaxPooling2D.of(3).strides(2).apply(x);
    }

    /** The mean of 3 x 3 places, convolved. */
    Tensor pooled(Tensor x, int filters) {
        return same(AveragePooling2D.of(3).strides(1).padding("same").apply(x), filters, 1, 1);
    }

    /** The channels of all branches. */
    static Tensor joined(String name, Tensor... branches) {
        return Concatenate.of().axis(Assembly.channelAxis()).name(name).apply(branches);
    }
}
