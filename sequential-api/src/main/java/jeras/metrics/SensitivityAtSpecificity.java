package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The greatest sensitivity {@code TP / (TP + FN)} at the thresholds where the specificity {@code TN / (TN + FP)} is at
 * least the given one; 0 when there is none.
 *
 * <pre>{@code SensitivityAtSpecificity.of(0.8).numThresholds(500)}</pre>
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.SensitivityAtSpecificity</a>
 */
public final class SensitivityAtSpecificity
        extends BestAtThreshold<SensitivityAtSpecificity, SensitivityAtSpecificity.Config> {
    /** Keras's arguments; null for no class. */
    record Config(double specificity, int numThresholds, Integer classId) {
        Config {
            check("SensitivityAtSpecificity", "specificity", specificity, numThresholds);
        }
    }

    private SensitivityAtSpecificity(String name, Config config) {
        super(name, config, config.numThresholds, config.classId, SensitivityAtSpecificity::new);
    }

    public static SensitivityAtSpecificity of(double specificity) {
        return new SensitivityAtSpecificity("sensitivity_at_specificity", new Config(specificity, 200, null));
    }

    /** What must be reached, from 0 to 1. */
    public SensitivityAtSpecificity specificity(double specificity) {
        return with("specificity", specificity);
    }

    @Override
    Tensor result(ConfusionMatrix matrix) {
        Tensor reached = matrix.share(Cell.TRUE_NEGATIVES, Cell.FALSE_POSITIVES);
        return best(reached, config.specificity, matrix.share(Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES));
    }
}
