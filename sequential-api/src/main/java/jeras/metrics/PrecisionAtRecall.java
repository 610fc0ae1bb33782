package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The greatest precision {@code TP / (TP + FP)} at the thresholds where the recall {@code TP / (TP + FN)} is at
 * least the given one; 0 when there is none.
 *
 * <pre>{@code PrecisionAtRecall.of(0.8).numThresholds(500)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.PrecisionAtRecall</a>
 */
public final class PrecisionAtRecall extends BestAtThreshold<PrecisionAtRecall, PrecisionAtRecall.Config> {
    /** Keras's arguments; null for no class. */
    record Config(double recall, int numThresholds, Integer classId) {
        Config {
            check("PrecisionAtRecall", "recall", recall, numThresholds);
        }
    }

    private PrecisionAtRecall(String name, Config config) {
        super(name, config, config.numThresholds, config.classId, PrecisionAtRecall::new);
    }

    public static PrecisionAtRecall of(double recall) {
        return new PrecisionAtRecall("precision_at_recall", new Config(recall, 200, null));
    }

    /** What must be reached, from 0 to 1. */
    public PrecisionAtRecall recall(double recall) {
        return with("recall", recall);
    }

    @Override
    Tensor result(ConfusionMatrix matrix) {
        Tensor reached = matrix.share(Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES);
        return best(reached, config.recall, matrix.share(Cell.TRUE_POSITIVES, Cell.FALSE_POSITIVES));
    }
}
