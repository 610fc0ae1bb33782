package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The greatest recall {@code TP / (TP + FN)} at the thresholds where the precision {@code TP / (TP + FP)} is at
 * least the given one; 0 when there is none.
 *
 * <pre>{@code RecallAtPrecision.of(0.8).numThresholds(500)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.RecallAtPrecision</a>
 */
public final class RecallAtPrecision extends BestAtThreshold<RecallAtPrecision, RecallAtPrecision.Config> {
    /** Keras's arguments; null for no class. */
    record Config(double precision, int numThresholds, Integer classId) {
        Config {
            check("RecallAtPrecision", "precision", precision, numThresholds);
        }
    }

    private RecallAtPrecision(String name, Config config) {
        super(name, config, config.numThresholds, config.classId, RecallAtPrecision::new);
    }

    public static RecallAtPrecision of(double precision) {
        return new RecallAtPrecision("recall_at_precision", new Config(precision, 200, null));
    }

    /** What must be reached, from 0 to 1. */
    public RecallAtPrecision precision(double precision) {
        return with("precision", precision);
    }

    @Override
    Tensor result(ConfusionMatrix matrix) {
        Tensor reached = matrix.share(Cell.TRUE_POSITIVES, Cell.FALSE_POSITIVES);
        return best(reached, config.precision, matrix.share(Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES));
    }
}
