package jeras.metrics;

/**
 * The share of right answers among the positive ones: {@code TP / (TP + FP)}, weighted; 0 when there are none. An output above the
 * threshold is positive: one number, or one for each of several thresholds.
 *
 * <pre>{@code Precision.of().thresholds(0.3, 0.7).classId(2)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.Precision</a>
 */
public final class Precision extends ConfusionShare<Precision> {
    private Precision(String name, Config config) {
        super(name, config, Cell.FALSE_POSITIVES, Precision::new);
    }

    public static Precision of() {
        return new Precision("precision", Config.DEFAULT);
    }
}
