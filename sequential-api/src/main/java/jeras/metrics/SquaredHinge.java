package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of {@code max(1 - yTrue · yPred, 0)²}; targets are -1 or 1, or 0 or 1.
 *
 * @see <a href="https://keras.io/api/metrics/hinge_metrics/">keras.metrics.SquaredHinge</a>
 */
public final class SquaredHinge extends KerasMeanMetric<SquaredHinge, SquaredHinge.Config> {
    /** No arguments. */
    record Config() {}

    private SquaredHinge(String name, Config config) {
        super(name, config, SquaredHinge::new);
    }

    public static SquaredHinge of() {
        return new SquaredHinge("squared_hinge", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.SquaredHinge.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
