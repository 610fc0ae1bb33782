package jeras.losses;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
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
    record Config(List<Double> alpha, double gamma, boolean fromLogits, double labelSmoothing, int axis) {}

    private CategoricalFocalCrossentropy(Config config) {
        super("categorical_focal_crossentropy", config, CategoricalFocalCrossentropy::new);
    }

    public static CategoricalFocalCrossentropy of() {
        return new CategoricalFocalCrossentropy(new Config(List.of(0.25), 2, false, 0, -1));
    }

    /** The weight of the whole, or one for each class, which are on the last axis; default: 0.25. */
    public CategoricalFocalCrossentropy alpha(double... alpha) {
        if (alpha.length == 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "CategoricalFocalCrossentropy cannot be made.",
                    "alpha: one weight, or one for each class",
                    "none",
                    "give a number, such as 0.25"));
        }
        return with("alpha", Arrays.stream(alpha).boxed().toList());
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
        Tensor factor = weighted(Ops.power(Ops.subtract(1, p), config.gamma));
        return Ops.sum(factor.multiply(t).multiply(Ops.log(p)), config.axis).negative();
    }

    private Tensor weighted(Tensor factor) {
        if (config.alpha.size() == 1) {
            return factor.multiply(config.alpha.get(0));
        }
        double[] each = config.alpha.stream().mapToDouble(Double::doubleValue).toArray();
        return factor.multiply(Ops.vector(factor.dataType(), each));
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
        long classes = yPred.get(yPred.dimension() - 1);
        if (config.alpha.size() > 1 && classes >= 0 && classes != config.alpha.size()) {
            throw mismatch(
                    yTrue,
                    yPred,
                    "an output with " + config.alpha.size() + " classes, one for each alpha",
                    "give " + classes + " weights as alpha, or one");
        }
    }
}
