package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code 100 · |yTrue - yPred| / |yTrue|}, the mean over the last axis; targets nearer to 0 than 1e-7 count as 1e-7.
 *
 * @see <a href="https://keras.io/api/losses/regression_losses/">keras.losses.MeanAbsolutePercentageError</a>
 */
public final class MeanAbsolutePercentageError
        extends KerasLoss<MeanAbsolutePercentageError, MeanAbsolutePercentageError.Config> {
    /** No arguments. */
    record Config() {}

    private MeanAbsolutePercentageError(Config config) {
        super("mean_absolute_percentage_error", config, MeanAbsolutePercentageError::new);
    }

    public static MeanAbsolutePercentageError of() {
        return new MeanAbsolutePercentageError(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.abs(yTrue.subtract(yPred).divide(Ops.maximum(Ops.abs(yTrue), EPSILON))), -1)
                .multiply(100);
    }
}
