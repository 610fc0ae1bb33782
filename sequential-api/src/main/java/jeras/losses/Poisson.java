package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * {@code yPred - yTrue · log(yPred)}, the mean over the last axis.
 *
 * @see <a href="https://keras.io/api/losses/probabilistic_losses/">keras.losses.Poisson</a>
 */
public final class Poisson extends KerasLoss<Poisson, Poisson.Config> {
    /** No arguments. */
    record Config() {}

    private Poisson(Config config) {
        super("poisson", config, Poisson::new);
    }

    public static Poisson of() {
        return new Poisson(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.mean(yPred.subtract(yTrue.multiply(Ops.log(yPred.add(EPSILON)))), -1);
    }
}
