package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The greatest specificity {@code TN / (TN + FP)} at the thresholds where the sensitivity {@code TP / (TP + FN)} is at
 * least the given one; 0 when there is none.
 *
 * <pre>{@code SpecificityAtSensitivity.of(0.8).numThresholds(500)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.SpecificityAtSensitivity</a>
 */
public final class SpecificityAtSensitivity
        extends BestAtThreshold<SpecificityAtSensitivity, SpecificityAtSensitivity.Config> {
    /** Keras's arguments; null for no class. */
    record Config(double sensitivity, int numThresholds, Integer classId) {
        Config {
            check("SpecificityAtSensitivity", "sensitivity", sensitivity, numThresholds);
        }
    }

    private SpecificityAtSensitivity(String name, Config config) {
        super(name, config, config.numThresholds, config.classId, SpecificityAtSensitivity::new);
    }

    public static SpecificityAtSensitivity of(double sensitivity) {
        return new SpecificityAtSensitivity("specificity_at_sensitivity", new Config(sensitivity, 200, null));
    }

    /** What must be reached, from 0 to 1. */
    public SpecificityAtSensitivity sensitivity(double sensitivity) {
        return with("sensitivity", sensitivity);
    }

    @Override
    Tensor result(ConfusionMatrix matrix) {
        Tensor reached = matrix.share(Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES);
        return best(reached, config.sensitivity, matrix.share(Cell.TRUE_NEGATIVES, Cell.FALSE_POSITIVES));
    }
}
