package jeras.metrics;

import jeras.ops.MetricKernels;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * How often the greatest output lies at the class number; targets {@code (batch, ...)} or {@code (batch, ..., 1)},
 * outputs {@code (batch, ..., classes)}.
 *
 * @see <a href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.SparseCategoricalAccuracy</a>
 */
public final class SparseCategoricalAccuracy
        extends KerasMeanMetric<SparseCategoricalAccuracy, SparseCategoricalAccuracy.Config> {
    /** No arguments. */
    record Config() {}

    private SparseCategoricalAccuracy(String name, Config config) {
        super(name, config, SparseCategoricalAccuracy::new);
    }

    public static SparseCategoricalAccuracy of() {
        return new SparseCategoricalAccuracy("sparse_categorical_accuracy", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor labels = yTrue.rank() == yPred.rank() && yTrue.size(-1) == 1 ? Ops.squeeze(yTrue, -1) : yTrue;
        return MetricKernels.labelIsGreatest(labels, yPred);
    }

    @Override
    public String direction() {
        return "max";
    }
}
