package jeras.metrics;

import jeras.ops.MetricKernels;
import jeras.ops.Tensor;

/**
 * How often the greatest output lies at the one of a one-hot target; both {@code (batch, ..., classes)}.
 *
 * @see <a href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.CategoricalAccuracy</a>
 */
public final class CategoricalAccuracy extends KerasMeanMetric<CategoricalAccuracy, CategoricalAccuracy.Config> {
    /** No arguments. */
    record Config() {}

    private CategoricalAccuracy(String name, Config config) {
        super(name, config, CategoricalAccuracy::new);
    }

    public static CategoricalAccuracy of() {
        return new CategoricalAccuracy("categorical_accuracy", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return MetricKernels.sameGreatest(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "max";
    }
}
