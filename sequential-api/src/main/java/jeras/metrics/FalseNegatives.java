package jeras.metrics;

/**
 * The number of outputs not above the threshold whose target is not 0, each counted with its sample's weight: one
 * number, or one for each of several thresholds.
 *
 * <pre>{@code FalseNegatives.of().thresholds(0.3, 0.7)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.FalseNegatives</a>
 */
public final class FalseNegatives extends ConfusionCount<FalseNegatives> {
    private FalseNegatives(String name, Config config) {
        super(name, config, Cell.FALSE_NEGATIVES, FalseNegatives::new);
    }

    public static FalseNegatives of() {
        return new FalseNegatives("false_negatives", Config.DEFAULT);
    }
}
