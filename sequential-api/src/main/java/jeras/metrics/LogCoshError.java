package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of {@code log(cosh(yPred - yTrue))}.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.LogCoshError</a>
 */
public final class LogCoshError extends KerasMeanMetric<LogCoshError, LogCoshError.Config> {
    /** No arguments. */
    record Config() {}

    private LogCoshError(String name, Config config) {
        super(name, config, LogCoshError::new);
    }

    public static LogCoshError of() {
        return new LogCoshError("logcosh", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.LogCosh.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
