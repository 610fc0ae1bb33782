package jeras.metrics;

/**
 * The share of the true ones that are found: {@code TP / (TP + FN)}, weighted; 0 when there are none. An output above the
 * threshold is positive: one number, or one for each of several thresholds.
 *
 * <pre>{@code Recall.of().thresholds(0.3, 0.7).classId(2)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.Recall</a>
 */
public final class Recall extends ConfusionShare<Recall> {
    private Recall(String name, Config config) {
        super(name, config, Cell.FALSE_NEGATIVES, Recall::new);
    }

    public static Recall of() {
        return new Recall("recall", Config.DEFAULT);
    }
}
