package jeras.metrics;

/**
 * The number of outputs above the threshold whose target is 0, each counted with its sample's weight: one
 * number, or one for each of several thresholds.
 *
 * <pre>{@code FalsePositives.of().thresholds(0.3, 0.7)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.FalsePositives</a>
 */
public final class FalsePositives extends ConfusionCount<FalsePositives> {
    private FalsePositives(String name, Config config) {
        super(name, config, Cell.FALSE_POSITIVES, FalsePositives::new);
    }

    public static FalsePositives of() {
        return new FalsePositives("false_positives", Config.DEFAULT);
    }
}
