package jeras.metrics;

/**
 * The number of outputs above the threshold whose target is not 0, each counted with its sample's weight: one
 * number, or one for each of several thresholds.
 *
 * <pre>{@code TruePositives.of().thresholds(0.3, 0.7)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.TruePositives</a>
 */
public final class TruePositives extends ConfusionCount<TruePositives> {
    private TruePositives(String name, Config config) {
        super(name, config, Cell.TRUE_POSITIVES, TruePositives::new);
    }

    public static TruePositives of() {
        return new TruePositives("true_positives", Config.DEFAULT);
    }
}
