package jeras.summary;

import java.util.Arrays;

/** How often numbers fall into each of 30 equal ranges between the smallest and the greatest, as Keras has it shown. */
final class Histogram {
    private static final int BUCKETS = 30;

    private Histogram() {}

    /** TensorFlow's {@code HistogramProto} of those numbers that are finite; null if none is. */
    static Message of(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return null;
        }
        double min = Arrays.stream(finite).min().orElseThrow();
        double max = Arrays.stream(finite).max().orElseThrow();
        int buckets = min == max ? 1 : BUCKETS;
        double width = (max - min) / buckets;
        double[] limits = new double[buckets];
        double[] counts = new double[buckets];
        for (int i = 0; i < buckets; i++) {
            limits[i] = i == buckets - 1 ? max : min + (i + 1) * width;
        }
        for (double value : finite) {
            counts[width == 0 ? 0 : Math.min(buckets - 1, (int) ((value - min) / width))]++;
        }
        return new Message()
                .float64(1, min)
                .float64(2, max)
                .float64(3, finite.length)
                .float64(4, Arrays.stream(finite).sum())
                .float64(5, Arrays.stream(finite).map(v -> v * v).sum())
                .packed(6, limits)
                .packed(7, counts);
    }
}
