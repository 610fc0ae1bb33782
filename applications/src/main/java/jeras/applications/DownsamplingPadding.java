package jeras.applications;

import jeras.layers.ZeroPadding2D;
import jeras.ops.Tensor;

/** Zeros before a convolution that strides by 2 without padding of its own, as TensorFlow's "same" puts them. */
final class DownsamplingPadding {
    private DownsamplingPadding() {}

    /** A layer for these images: one zero less on top and on the left where the length is even or unknown. */
    static ZeroPadding2D of(Tensor images, int kernelSize) {
        int half = kernelSize / 2;
        int first = InputShapes.isChannelsFirst() ? 2 : 1;
        int top = half - adjustment(images.size(first), images.size(first));
        int left = half - adjustment(images.size(first), images.size(first + 1));
        return ZeroPadding2D.of(top, half, left, half);
    }

    /** As in Keras, whether the lengths are known is read from the height. */
    private static int adjustment(long height, long length) {
        return height < 0 ? 1 : 1 - Math.floorMod(length, 2);
    }
}
