package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import jeras.losses.SameRank;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code sqrt(mean((yTrue - yPred)²))} over all samples. Does not follow masks.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.RootMeanSquaredError</a>
 */
public final class RootMeanSquaredError extends KerasMeanMetric<RootMeanSquaredError, RootMeanSquaredError.Config> {
    /** No arguments. */
    record Config() {}

    private RootMeanSquaredError(String name, Config config) {
        super(name, config, RootMeanSquaredError::new);
    }

    public static RootMeanSquaredError of() {
        return new RootMeanSquaredError("root_mean_squared_error", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        SameRank pair = SameRank.of(Ops.cast(yTrue, DataType.FLOAT32), Ops.cast(yPred, DataType.FLOAT32));
        return Ops.square(pair.second().subtract(pair.first()));
    }

    @Override
    public String direction() {
        return "min";
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        add(values(yTrue, yPred), sampleWeight == null ? null : Ops.cast(sampleWeight, DataType.FLOAT32));
    }

    @Override
    protected Tensor result() {
        return Ops.sqrt(super.result());
    }
}
