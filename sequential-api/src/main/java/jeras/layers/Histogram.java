package jeras.layers;

import ai.djl.ndarray.types.DataType;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** How often values from 0 to 255 occur, and what to make of it. */
final class Histogram {
    private Histogram() {}

    /**
     * Values of equal frequency; what has one value only stays as it is.
     *
     * @param x of any shape, float32, values from 0 to 255
     */
    static Tensor equalized(Tensor x, int bins) {
        Tensor bin = Ops.cast(Ops.clip(x.multiply(bins - 1).divide(255), 0, bins - 1), DataType.INT64);
        Tensor counts = Ops.reshape(Ops.frequencies(Ops.reshape(bin, 1, -1), bins), bins);
        Tensor below = Ops.cast(Ops.cumsum(counts, 0), DataType.FLOAT64);
        Tensor least = Ops.min(Ops.where(Ops.greater(below, 0), below, Double.MAX_VALUE));
        Tensor rest = Ops.max(below).subtract(least);
        Tensor table = below.subtract(least).multiply(255).divide(Ops.where(Ops.equal(rest, 0), 1, rest));
        Tensor values = Ops.cast(Ops.clip(Ops.round(table), 0, 255), DataType.FLOAT32);
        Tensor place = Ops.cast(Ops.clip(x.divide(255).multiply(bins - 1), 0, bins - 1), DataType.INT64);
        Tensor different = Ops.cast(Ops.greater(counts, 0), DataType.INT32);
        return Ops.where(Ops.lessEqual(Ops.sum(different), 1), x, Ops.take(values, place, 0));
    }
}
