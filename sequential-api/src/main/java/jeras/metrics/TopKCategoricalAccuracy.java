package jeras.metrics;

import jeras.ops.MetricKernels;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * How often the one of a one-hot target lies at one of the k greatest outputs; both {@code (batch, ..., classes)}.
 *
 * @see <a href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.TopKCategoricalAccuracy</a>
 */
public final class TopKCategoricalAccuracy
        extends KerasMeanMetric<TopKCategoricalAccuracy, TopKCategoricalAccuracy.Config> {
    /** Keras's arguments. */
    record Config(int k) {}

    private TopKCategoricalAccuracy(String name, Config config) {
        super(name, config, TopKCategoricalAccuracy::new);
    }

    public static TopKCategoricalAccuracy of() {
        return new TopKCategoricalAccuracy("top_k_categorical_accuracy", new Config(5));
    }

    /** How many of the greatest outputs count; default: 5. */
    public TopKCategoricalAccuracy k(int k) {
        return with("k", k);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return MetricKernels.labelInTopK(Ops.argmax(yTrue, -1), yPred, config.k);
    }

    @Override
    public String direction() {
        return "max";
    }
}
