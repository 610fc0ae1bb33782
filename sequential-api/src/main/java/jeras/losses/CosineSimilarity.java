package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The negative cosine of the angle between target and output: -1 for the same direction, 1 for opposite ones, 0 where either
 * is 0.
 *
 * @see <a href="https://keras.io/api/losses/regression_losses/#cosinesimilarity-class">keras.losses.CosineSimilarity</a>
 */
public final class CosineSimilarity extends KerasLoss<CosineSimilarity, CosineSimilarity.Config> {
    /** Keras's arguments. */
    record Config(int axis) {}

    private CosineSimilarity(Config config) {
        super("cosine_similarity", config, CosineSimilarity::new);
    }

    public static CosineSimilarity of() {
        return new CosineSimilarity(new Config(-1));
    }

    /** The axis of a vector's components; default: -1. */
    public CosineSimilarity axis(int axis) {
        return with("axis", axis);
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.sum(unit(yTrue).multiply(unit(yPred)), config.axis).negative();
    }

    private Tensor unit(Tensor x) {
        Tensor inverse = Ops.rsqrt(Ops.sum(Ops.square(x), true, config.axis));
        return x.multiply(Ops.minimum(inverse, 1 / EPSILON));
    }
}
