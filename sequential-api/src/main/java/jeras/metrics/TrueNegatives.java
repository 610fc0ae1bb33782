package jeras.metrics;

/**
 * The number of outputs not above the threshold whose target is 0, each counted with its sample's weight: one
 * number, or one for each of several thresholds.
 *
 * <pre>{@code TrueNegatives.of().thresholds(0.3, 0.7)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.TrueNegatives</a>
 */
public final class TrueNegatives extends ConfusionCount<TrueNegatives> {
    private TrueNegatives(String name, Config config) {
        super(name, config, Cell.TRUE_NEGATIVES, TrueNegatives::new);
    }

    public static TrueNegatives of() {
        return new TrueNegatives("true_negatives", Config.DEFAULT);
    }
}
