package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of {@code max(1 - yTrue · yPred, 0)}; targets are -1 or 1, or 0 or 1.
 *
 * @see <a href="https://keras.io/api/metrics/hinge_metrics/">keras.metrics.Hinge</a>
 */
public final class Hinge extends KerasMeanMetric<Hinge, Hinge.Config> {
    /** No arguments. */
    record Config() {}

    private Hinge(String name, Config config) {
        super(name, config, Hinge::new);
    }

    public static Hinge of() {
        return new Hinge("hinge", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.Hinge.of().values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
