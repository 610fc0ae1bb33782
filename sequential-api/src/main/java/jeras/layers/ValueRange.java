package jeras.layers;

import java.util.List;
import jeras.ops.Tensor;

/** Values of images from one range to another. */
final class ValueRange {
    private ValueRange() {}

    static Tensor to(Tensor x, List<Double> range, double min, double max) {
        return scaled(x, range.get(0), range.get(1), min, max);
    }

    static Tensor from(Tensor x, List<Double> range, double min, double max) {
        return scaled(x, min, max, range.get(0), range.get(1));
    }

    private static Tensor scaled(Tensor x, double fromMin, double fromMax, double toMin, double toMax) {
        if (fromMin == toMin && fromMax == toMax) {
            return x;
        }
        return x.subtract(fromMin)
                .divide(fromMax - fromMin)
                .multiply(toMax - toMin)
                .add(toMin);
    }
}
