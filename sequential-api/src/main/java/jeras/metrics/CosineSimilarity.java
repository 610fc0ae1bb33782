package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean cosine of the angle between target and output: 1 for the same direction.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.CosineSimilarity</a>
 */
public final class CosineSimilarity extends KerasMeanMetric<CosineSimilarity, CosineSimilarity.Config> {
    /** Keras's arguments. */
    record Config(int axis) {}

    private CosineSimilarity(String name, Config config) {
        super(name, config, CosineSimilarity::new);
    }

    public static CosineSimilarity of() {
        return new CosineSimilarity("cosine_similarity", new Config(-1));
    }

    /** The axis of a vector's components; default: -1. */
    public CosineSimilarity axis(int axis) {
        return with("axis", axis);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.CosineSimilarity.of()
                .axis(config.axis)
                .values(yTrue, yPred)
                .negative();
    }

    @Override
    public String direction() {
        return "max";
    }
}
