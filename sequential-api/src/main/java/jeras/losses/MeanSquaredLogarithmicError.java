package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code (log(1 + yTrue) - log(1 + yPred))²}, the mean over the last axis; values below 1e-7 count as 1e-7.
 *
 * @see <a href="https://keras.io/api/losses/regression_losses/">keras.losses.MeanSquaredLogarithmicError</a>
 */
public final class MeanSquaredLogarithmicError
        extends KerasLoss<MeanSquaredLogarithmicError, MeanSquaredLogarithmicError.Config> {
    /** No arguments. */
    record Config() {}

    private MeanSquaredLogarithmicError(Config config) {
        super("mean_squared_logarithmic_error", config, MeanSquaredLogarithmicError::new);
    }

    public static MeanSquaredLogarithmicError of() {
        return new MeanSquaredLogarithmicError(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.square(logOfNext(yPred).subtract(logOfNext(yTrue))), -1);
    }

    private static Tensor logOfNext(Tensor x) {
        return Ops.log(Ops.maximum(x, EPSILON).add(1));
    }
}
