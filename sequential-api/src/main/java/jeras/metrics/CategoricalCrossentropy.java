package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of the crossentropy of one-hot targets.
 *
 * @see <a href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.CategoricalCrossentropy</a>
 */
public final class CategoricalCrossentropy
        extends KerasMeanMetric<CategoricalCrossentropy, CategoricalCrossentropy.Config> {
    /** Keras's arguments. */
    record Config(boolean fromLogits, double labelSmoothing, int axis) {}

    private CategoricalCrossentropy(String name, Config config) {
        super(name, config, CategoricalCrossentropy::new);
    }

    public static CategoricalCrossentropy of() {
        return new CategoricalCrossentropy("categorical_crossentropy", new Config(false, 0, -1));
    }

    /** Whether the output has not gone through a softmax; default: false. */
    public CategoricalCrossentropy fromLogits(boolean fromLogits) {
        return with("fromLogits", fromLogits);
    }

    /** The share of each target that all classes get in equal parts; default: 0. */
    public CategoricalCrossentropy labelSmoothing(double labelSmoothing) {
        return with("labelSmoothing", labelSmoothing);
    }

    /** The axis of the classes; default: -1. */
    public CategoricalCrossentropy axis(int axis) {
        return with("axis", axis);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.CategoricalCrossentropy.of()
                .fromLogits(config.fromLogits)
                .labelSmoothing(config.labelSmoothing)
                .axis(config.axis)
                .values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
