package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of {@code |yTrue - yPred|}.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.MeanAbsoluteError</a>
 */
public final class MeanAbsoluteError extends KerasMeanMetric<MeanAbsoluteError, MeanAbsoluteError.Config> {
    /** No arguments. */
    record Config() {}

    private MeanAbsoluteError(String name, Config config) {
        super(name, config, MeanAbsoluteError::new);
    }

    public static MeanAbsoluteError of() {
        return new MeanAbsoluteError("mean_absolute_error", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.MeanAbsoluteError.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
