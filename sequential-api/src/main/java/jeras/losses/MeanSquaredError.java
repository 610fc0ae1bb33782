package jeras.losses;

import jeras.ops.LossKernels;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code (yTrue - yPred)²}, the mean over the last axis.
 *
 * @see <a href="https://keras.io/api/losses/regression_losses/">keras.losses.MeanSquaredError</a>
 */
public final class MeanSquaredError extends KerasLoss<MeanSquaredError, MeanSquaredError.Config> {
    /** No arguments. */
    record Config() {}

    private MeanSquaredError(Config config) {
        super("mean_squared_error", config, MeanSquaredError::new);
    }

    public static MeanSquaredError of() {
        return new MeanSquaredError(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.square(yPred.subtract(yTrue)), -1);
    }

    @Override
    Tensor computeMean(Tensor yTrue, Tensor yPred) {
        return LossKernels.mseLoss(yTrue, yPred);
    }
}
