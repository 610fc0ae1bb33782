package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Convolution of each channel with one small window. */
final class Blur {
    private static final long[] ONES = {1, 1};

    private Blur() {}

    /** A normal curve over so many places, summing to 1. */
    static Tensor normal(long size, Tensor sigma) {
        Tensor x = Ops.arange(0, size, DataType.FLOAT32).subtract((size - 1) / 2.0);
        Tensor curve = Ops.exp(Ops.square(x.divide(sigma)).multiply(-0.5));
        return curve.divide(Ops.sum(curve));
    }

    /**
     * Images convolved with the outer product of two curves.
     *
     * @param x {@code (batch, height, width, channels)}, float32
     */
    static Tensor apply(Tensor x, int channels, Tensor rows, Tensor columns, String padding) {
        Tensor first = each(x, channels, Ops.reshape(rows, rows.size(0), 1, 1, 1), padding);
        return each(first, channels, Ops.reshape(columns, 1, columns.size(0), 1, 1), padding);
    }

    /**
     * @param window {@code (height, width, 1, 1)}
     */
    static Tensor each(Tensor x, int channels, Tensor window, String padding) {
        Shape shape = new Shape(window.size(0), window.size(1), 1, channels);
        return Ops.conv(x, Ops.broadcastTo(window, shape), ONES, padding, ONES, channels);
    }
}
