package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of {@code (log(yTrue + 1) - log(yPred + 1))²}.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.MeanSquaredLogarithmicError</a>
 */
public final class MeanSquaredLogarithmicError
        extends KerasMeanMetric<MeanSquaredLogarithmicError, MeanSquaredLogarithmicError.Config> {
    /** No arguments. */
    record Config() {}

    private MeanSquaredLogarithmicError(String name, Config config) {
        super(name, config, MeanSquaredLogarithmicError::new);
    }

    public static MeanSquaredLogarithmicError of() {
        return new MeanSquaredLogarithmicError("mean_squared_logarithmic_error", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.MeanSquaredLogarithmicError.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
