package jeras.layers;

/** The means and variances of rows, joined batch by batch without loss of digits. */
final class Moments {
    private double[] mean = {};
    private double[] variance = {};
    private long count;

    /** Adds rows of so many features. */
    void add(double[] rows, int features) {
        int n = features == 0 ? 0 : rows.length / features;
        if (n == 0) {
            return;
        }
        double[] batchMean = new double[features];
        double[] batchVariance = new double[features];
        for (int i = 0; i < rows.length; i++) {
            batchMean[i % features] += rows[i] / n;
        }
        for (int i = 0; i < rows.length; i++) {
            double distance = rows[i] - batchMean[i % features];
            batchVariance[i % features] += distance * distance / n;
        }
        if (count == 0) {
            mean = new double[features];
            variance = new double[features];
        }
        count += n;
        double weight = (double) n / count;
        for (int i = 0; i < features; i++) {
            double joined = mean[i] * (1 - weight) + batchMean[i] * weight;
            double before = mean[i] - joined;
            double now = batchMean[i] - joined;
            variance[i] = (variance[i] + before * before) * (1 - weight) + (batchVariance[i] + now * now) * weight;
            mean[i] = joined;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    double[] mean() {
        return mean;
    }

    double[] variance() {
        return variance;
    }
}
