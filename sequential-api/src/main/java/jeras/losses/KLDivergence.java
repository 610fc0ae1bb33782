package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code yTrue · log(yTrue / yPred)}, the sum over the last axis; both between 1e-7 and 1.
 *
 * @see <a href="https://keras.io/api/losses/probabilistic_losses/">keras.losses.KLDivergence</a>
 */
public final class KLDivergence extends KerasLoss<KLDivergence, KLDivergence.Config> {
    /** No arguments. */
    record Config() {}

    private KLDivergence(Config config) {
        super("kl_divergence", config, KLDivergence::new);
    }

    public static KLDivergence of() {
        return new KLDivergence(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor t = Ops.clip(yTrue, EPSILON, 1);
        Tensor p = Ops.clip(yPred, EPSILON, 1);
        return Ops.sum(t.multiply(Ops.log(t.divide(p))), -1);
    }
}
