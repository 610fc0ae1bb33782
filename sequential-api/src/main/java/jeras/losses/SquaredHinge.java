package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code max(1 - yTrue · yPred, 0)²}, the mean over the last axis, with targets -1 and 1; targets that all are 0 or 1
 * count as such.
 *
 * @see <a href="https://keras.io/api/losses/hinge_losses/">keras.losses.SquaredHinge</a>
 */
public final class SquaredHinge extends KerasLoss<SquaredHinge, SquaredHinge.Config> {
    /** No arguments. */
    record Config() {}

    private SquaredHinge(Config config) {
        super("squared_hinge", config, SquaredHinge::new);
    }

    public static SquaredHinge of() {
        return new SquaredHinge(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.square(HingeLabels.margin(yTrue, yPred)), -1);
    }
}
