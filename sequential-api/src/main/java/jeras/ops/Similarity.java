package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Structural similarity of images {@code (batch, height, width, channels)}. */
final class Similarity {
    private final int channels;
    private final Tensor window;

    private Similarity(int channels, SsimOptions options) {
        this.channels = channels;
        Tensor sigma = Ops.full(new Shape(), options.filterSigma, DataType.FLOAT32);
        this.window = Blur.normal(options.filterSize, sigma);
    }

    static Tensor of(Tensor x, Tensor y, int channels, SsimOptions options) {
        return new Similarity(channels, options).compare(x, y, options);
    }

    private Tensor compare(Tensor x, Tensor y, SsimOptions options) {
        double c1 = Math.pow(options.k1 * options.maxVal, 2);
        double c2 = Math.pow(options.k2 * options.maxVal, 2);
        Tensor meanX = local(x);
        Tensor meanY = local(y);
        Tensor means = meanX.multiply(meanY);
        Tensor squares = Ops.square(meanX).add(Ops.square(meanY));
        Tensor covariance = local(x.multiply(y)).subtract(means);
        Tensor variances = local(Ops.square(x)).add(local(Ops.square(y))).subtract(squares);
        Tensor above = means.multiply(2).add(c1).multiply(covariance.multiply(2).add(c2));
        Tensor below = squares.add(c1).multiply(variances.add(c2));
        return Ops.mean(above.divide(below), 1, 2, 3);
    }

    private Tensor local(Tensor x) {
        return Blur.apply(x, channels, window, window, "valid");
    }
}
