package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of {@code max(neg - pos + 1, 0)}, {@code pos} the output at the target, {@code neg} the greatest other.
 *
 * @see <a href="https://keras.io/api/metrics/hinge_metrics/">keras.metrics.CategoricalHinge</a>
 */
public final class CategoricalHinge extends KerasMeanMetric<CategoricalHinge, CategoricalHinge.Config> {
    /** No arguments. */
    record Config() {}

    private CategoricalHinge(String name, Config config) {
        super(name, config, CategoricalHinge::new);
    }

    public static CategoricalHinge of() {
        return new CategoricalHinge("categorical_hinge", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.CategoricalHinge.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
