package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code max(1 - yTrue · yPred, 0)}, the mean over the last axis, with targets -1 and 1; targets that all are 0 or 1
 * count as such.
 *
 * @see <a href="https://keras.io/api/losses/hinge_losses/">keras.losses.Hinge</a>
 */
public final class Hinge extends KerasLoss<Hinge, Hinge.Config> {
    /** No arguments. */
    record Config() {}

    private Hinge(Config config) {
        super("hinge", config, Hinge::new);
    }

    public static Hinge of() {
        return new Hinge(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.mean(HingeLabels.margin(yTrue, yPred), -1);
    }
}
