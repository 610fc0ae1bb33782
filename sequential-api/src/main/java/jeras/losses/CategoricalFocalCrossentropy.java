package jeras.losses;

import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * Categorical crossentropy times {@code alpha · (1 - p)^gamma} for each class, so that easy samples count less.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal Loss for Dense Object Detection</a>
 * @see <a href="https://keras.io/api/losses/probabilistic_losses/">keras.losses.CategoricalFocalCrossentropy</a>
 */
public final class CategoricalFocalCrossentropy
        extends KerasLoss<CategoricalFocalCrossentropy, CategoricalFocalCrossentropy.Config> {
    /** Keras's arguments. */
    record Config(double alpha, double gamma, boolean fromLogits, double labelSmoothing, int axis) {}

    private CategoricalFocalCrossentropy(Config config) {
        super("categorical_focal_crossentropy", config, CategoricalFocalCrossentropy::new);
    }

    public static CategoricalFocalCrossentropy of() {
        return new CategoricalFocalCrossentropy(new Config(0.25, 2, false, 0, -1));
    }

    /** The weight of the whole; default: 0.25. */
    public CategoricalFocalCrossentropy alpha(double alpha) {
        return with("alpha", alpha);
    }

    /** How strongly easy samples are played down; default: 2. */
    public CategoricalFocalCrossentropy gamma(double gamma) {
        return with("gamma", gamma);
    }

    /** Whether the output has not gone through a softmax; default: false. */
    public CategoricalFocalCrossentropy fromLogits(boolean fromLogits) {
        return with("fromLogits", fromLogits);
    }

    /** The share of each target that all classes get in equal parts; default: 0. */
    public CategoricalFocalCrossentropy labelSmoothing(double share) {
        return with("labelSmoothing", share("labelSmoothing", share));
    }

    /** The axis of the classes; default: -1. */
    public CategoricalFocalCrossentropy axis(int axis) {
        return with("axis", axis);
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor t = Probabilities.smooth(yTrue, config.labelSmoothing, yPred.size(-1));
        Tensor p = Probabilities.normalized(config.fromLogits ? Ops.softmax(yPred, config.axis) : yPred, config.axis);
        Tensor factor = Ops.power(Ops.subtract(1, p), config.gamma).multiply(config.alpha);
        return Ops.sum(factor.multiply(t).multiply(Ops.log(p)), config.axis).negative();
    }

    @Override
    void check(Shape yTrue, Shape yPred) {
        if (CategoricalCrossentropy.classNumbers(yTrue, yPred)) {
            throw mismatch(
                    yTrue,
                    yPred,
                    "one-hot targets of shape " + Shapes.text(yPred),
                    "make class numbers one-hot by Utils.toCategorical(y, " + yPred.get(yPred.dimension() - 1) + ")");
        }
        super.check(yTrue, yPred);
    }
}
