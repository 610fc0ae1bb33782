package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of the Kullback-Leibler divergence {@code sum(yTrue · log(yTrue / yPred))}.
 *
 * @see <a href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.KLDivergence</a>
 */
public final class KLDivergence extends KerasMeanMetric<KLDivergence, KLDivergence.Config> {
    /** No arguments. */
    record Config() {}

    private KLDivergence(String name, Config config) {
        super(name, config, KLDivergence::new);
    }

    public static KLDivergence of() {
        return new KLDivergence("kl_divergence", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.KLDivergence.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
