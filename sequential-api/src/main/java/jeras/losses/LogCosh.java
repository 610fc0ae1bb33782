package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code log(cosh(yPred - yTrue))}, the mean over the last axis: about {@code e² / 2} for small errors and {@code |e|
 * - log 2} for large ones.
 *
 * @see <a href="https://keras.io/api/losses/regression_losses/">keras.losses.LogCosh</a>
 */
public final class LogCosh extends KerasLoss<LogCosh, LogCosh.Config> {
    /** No arguments. */
    record Config() {}

    private LogCosh(Config config) {
        super("log_cosh", config, LogCosh::new);
    }

    public static LogCosh of() {
        return new LogCosh(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor x = yPred.subtract(yTrue);
        return Ops.mean(x.add(Ops.softplus(x.multiply(-2))).subtract(Math.log(2)), -1);
    }
}
