package jeras.losses;

import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.LossKernels;
import jeras.ops.LossKernels.Reduction;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code e² / 2} for errors up to delta, beyond {@code delta · |e| - delta² / 2}; the mean over the last axis. Less shaken by
 * outliers than the squared error.
 *
 * <pre>{@code Huber.of().delta(0.5)}</pre>
 *
 * @see <a href="https://keras.io/api/losses/regression_losses/#huber-class">keras.losses.Huber</a>
 */
public final class Huber extends KerasLoss<Huber, Huber.Config> {
    /** Keras's arguments. */
    record Config(double delta) {
        Config {
            if (!(delta > 0)) {
                throw new InvalidArgumentException(JerasException.message(
                        "Huber cannot be made.", "delta above 0", Double.toString(delta), "give a positive number"));
            }
        }
    }

    private Huber(Config config) {
        super("huber_loss", config, Huber::new);
    }

    public static Huber of() {
        return new Huber(new Config(1));
    }

    /** The error from which the loss grows linearly; default: 1. */
    public Huber delta(double delta) {
        return with("delta", delta);
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.mean(LossKernels.huberLoss(yTrue, yPred, config.delta, Reduction.NONE), -1);
    }

    @Override
    Tensor computeMean(Tensor yTrue, Tensor yPred) {
        return LossKernels.huberLoss(yTrue, yPred, config.delta, Reduction.MEAN);
    }
}
