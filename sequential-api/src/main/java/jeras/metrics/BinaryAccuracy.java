package jeras.metrics;

import jeras.losses.SameRank;
import jeras.ops.MetricKernels;
import jeras.ops.Tensor;

/**
 * How often the output lies on the target's side of the threshold: {@code (yPred > threshold) == yTrue}. Logits, too,
 * are compared with the threshold: set it to 0 for them.
 *
 * @see <a href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.BinaryAccuracy</a>
 */
public final class BinaryAccuracy extends KerasMeanMetric<BinaryAccuracy, BinaryAccuracy.Config> {
    /** Keras's arguments. */
    record Config(double threshold) {}

    private BinaryAccuracy(String name, Config config) {
        super(name, config, BinaryAccuracy::new);
    }

    public static BinaryAccuracy of() {
        return new BinaryAccuracy("binary_accuracy", new Config(0.5));
    }

    /** Above which an output means 1; default: 0.5. */
    public BinaryAccuracy threshold(double threshold) {
        return with("threshold", threshold);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        SameRank pair = SameRank.of(yTrue, yPred);
        return MetricKernels.onSide(pair.first(), pair.second(), config.threshold);
    }

    @Override
    public String direction() {
        return "max";
    }
}
