package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code max(wrong - right + 1, 0)} with the output of the right class and the greatest of the others; targets are
 * one-hot.
 *
 * @see <a href="https://keras.io/api/losses/hinge_losses/">keras.losses.CategoricalHinge</a>
 */
public final class CategoricalHinge extends KerasLoss<CategoricalHinge, CategoricalHinge.Config> {
    /** No arguments. */
    record Config() {}

    private CategoricalHinge(Config config) {
        super("categorical_hinge", config, CategoricalHinge::new);
    }

    public static CategoricalHinge of() {
        return new CategoricalHinge(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor right = Ops.sum(yTrue.multiply(yPred), -1);
        Tensor wrong = Ops.max(Ops.subtract(1, yTrue).multiply(yPred), -1);
        return Ops.maximum(wrong.subtract(right).add(1), 0);
    }
}
