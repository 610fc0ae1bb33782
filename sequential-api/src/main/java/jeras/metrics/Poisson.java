package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of {@code yPred - yTrue · log(yPred)}.
 *
 * @see <a href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.Poisson</a>
 */
public final class Poisson extends KerasMeanMetric<Poisson, Poisson.Config> {
    /** No arguments. */
    record Config() {}

    private Poisson(String name, Config config) {
        super(name, config, Poisson::new);
    }

    public static Poisson of() {
        return new Poisson("poisson", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.Poisson.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
