package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of {@code 100 · |yTrue - yPred| / |yTrue|}.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.MeanAbsolutePercentageError</a>
 */
public final class MeanAbsolutePercentageError
        extends KerasMeanMetric<MeanAbsolutePercentageError, MeanAbsolutePercentageError.Config> {
    /** No arguments. */
    record Config() {}

    private MeanAbsolutePercentageError(String name, Config config) {
        super(name, config, MeanAbsolutePercentageError::new);
    }

    public static MeanAbsolutePercentageError of() {
        return new MeanAbsolutePercentageError("mean_absolute_percentage_error", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.MeanAbsolutePercentageError.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
