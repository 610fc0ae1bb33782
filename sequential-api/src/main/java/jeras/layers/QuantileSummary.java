package jeras.layers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The quantiles of numbers that come in batches, of which only a summary of about {@code 1 / epsilon} numbers with their weights
 * is kept. It rounds to float32 where Keras's does, so that boundaries come out equal.
 */
final class QuantileSummary {
    private final double epsilon;
    private float[] values = {};
    private float[] weights = {};

    QuantileSummary(double epsilon) {
        this.epsilon = epsilon;
    }

    /** Adds the numbers of a batch. */
    void add(float... batch) {
        float[] sorted = batch.clone();
        Arrays.sort(sorted);
        double step = Math.max(sorted.length / (1.0 / epsilon), 1);
        int from = (int) (step - 1);
        int stride = (int) step;
        int count = sorted.length <= from ? 0 : (sorted.length - from + stride - 1) / stride;
        float[] merged = new float[count + values.length];
        float[] mergedWeights = new float[merged.length];
        for (int i = 0; i < count; i++) {
            merged[i] = sorted[from + i * stride];
            mergedWeights[i] = (float) step;
        }
        System.arraycopy(values, 0, merged, count, values.length);
        System.arraycopy(weights, 0, mergedWeights, count, weights.length);
        int[] order = IntStream.range(0, merged.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> merged[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        values = new float[merged.length];
        weights = new float[merged.length];
        for (int i = 0; i < order.length; i++) {
            values[i] = merged[order[i]];
            weights[i] = mergedWeights[order[i]];
        }
        compress(epsilon);
    }

    /** The boundaries between so many equally full bins. */
    double[] boundaries(int bins) {
        compress(1.0 / bins);
        double[] boundaries = new double[Math.max(0, values.length - 1)];
        Arrays.setAll(boundaries, i -> values[i]);
        return boundaries;
    }

    /** Keeps the values at even shares of the weight, between which it interpolates. */
    private void compress(double share) {
        int n = values.length;
        if (n * share < 1) {
            return;
        }
        float[] sums = new float[n];
        float sum = 0;
        for (int i = 0; i < n; i++) {
            sum += weights[i];
            sums[i] = sum;
        }
        float[] shares = new float[n];
        for (int i = 0; i < n; i++) {
            shares[i] = sums[i] / sum;
        }
        int count = (int) Math.ceil(1 / share);
        float[] newValues = new float[count];
        float[] newWeights = new float[count];
        double before = 0;
        for (int i = 0; i < count; i++) {
            double at = share + i * share;
            double weight = interpolated(at, shares, sums);
            newValues[i] = (float) interpolated(at, shares, values);
            newWeights[i] = (float) (weight - before);
            before = weight;
        }
        values = newValues;
        weights = newWeights;
    }

    private static double interpolated(double at, float[] x, float... y) {
        int last = x.length - 1;
        if (at < x[0]) {
            return y[0];
        }
        if (!(at < x[last])) {
            return y[last];
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (at >= x[middle]) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double slope = ((double) y[low + 1] - y[low]) / ((double) x[low + 1] - x[low]);
        return slope * (at - x[low]) + y[low];
    }
}
