package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of {@code (yTrue - yPred)²}.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.MeanSquaredError</a>
 */
public final class MeanSquaredError extends KerasMeanMetric<MeanSquaredError, MeanSquaredError.Config> {
    /** No arguments. */
    record Config() {}

    private MeanSquaredError(String name, Config config) {
        super(name, config, MeanSquaredError::new);
    }

    public static MeanSquaredError of() {
        return new MeanSquaredError("mean_squared_error", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.MeanSquaredError.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
