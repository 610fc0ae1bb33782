package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The weighted mean of values. As in Keras, what {@code compile} is told to measure by it is the targets, weighted by the
 * outputs.
 *
 * @see <a href="https://keras.io/api/metrics/reduction_metrics/">keras.metrics.Mean</a>
 */
public final class Mean extends KerasMetric<Mean, Mean.Config> {
    private final RunningMean mean = new RunningMean(this::state);

    /** No arguments. */
    record Config() {}

    private Mean(String name, Config config) {
        super(name, config, Mean::new);
    }

    public static Mean of() {
        return new Mean("mean", new Config());
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        mean.add(yTrue, Ops.cast(yPred, DataType.FLOAT32));
    }

    @Override
    void update(Tensor values) {
        mean.add(values, null);
    }

    @Override
    protected Tensor result() {
        return mean.result();
    }
}
