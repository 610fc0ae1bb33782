package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of the crossentropy of class numbers. As in Keras an ignored class counts as a sample with the value 0,
 * unless there are weights.
 *
 * @see <a href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.SparseCategoricalCrossentropy</a>
 */
public final class SparseCategoricalCrossentropy
        extends KerasMeanMetric<SparseCategoricalCrossentropy, SparseCategoricalCrossentropy.Config> {
    /** Keras's arguments; {@code ignoreClass} is null for none. */
    record Config(boolean fromLogits, Integer ignoreClass, int axis) {}

    private SparseCategoricalCrossentropy(String name, Config config) {
        super(name, config, SparseCategoricalCrossentropy::new);
    }

    public static SparseCategoricalCrossentropy of() {
        return new SparseCategoricalCrossentropy("sparse_categorical_crossentropy", new Config(false, null, -1));
    }

    /** Whether the output has not gone through a softmax; default: false. */
    public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
        return with("fromLogits", fromLogits);
    }

    /** A target to skip; default: none. */
    public SparseCategoricalCrossentropy ignoreClass(int ignoreClass) {
        return with("ignoreClass", ignoreClass);
    }

    /** The axis of the classes; default: -1. */
    public SparseCategoricalCrossentropy axis(int axis) {
        return with("axis", axis);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        jeras.losses.SparseCategoricalCrossentropy loss = jeras.losses.SparseCategoricalCrossentropy.of()
                .fromLogits(config.fromLogits)
                .axis(config.axis);
        return (config.ignoreClass == null ? loss : loss.ignoreClass(config.ignoreClass)).values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
