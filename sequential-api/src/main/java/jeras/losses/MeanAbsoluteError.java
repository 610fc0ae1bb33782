package jeras.losses;

import jeras.ops.LossKernels;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code |yTrue - yPred|}, the mean over the last axis.
 *
 * @see <a href="https://keras.io/api/losses/regression_losses/">keras.losses.MeanAbsoluteError</a>
 */
public final class MeanAbsoluteError extends KerasLoss<MeanAbsoluteError, MeanAbsoluteError.Config> {
    /** No arguments. */
    record Config() {}

    private MeanAbsoluteError(Config config) {
        super("mean_absolute_error", config, MeanAbsoluteError::new);
    }

    public static MeanAbsoluteError of() {
        return new MeanAbsoluteError(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.abs(yPred.subtract(yTrue)), -1);
    }

    @Override
    Tensor computeMean(Tensor yTrue, Tensor yPred) {
        return LossKernels.l1Loss(yTrue, yPred);
    }
}
