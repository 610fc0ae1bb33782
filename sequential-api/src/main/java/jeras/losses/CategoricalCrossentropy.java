package jeras.losses;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import jeras.ops.LossKernels;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * For one-hot targets, or a probability for each class: {@code -sum(t · log(p))} over the classes.
 *
 * <p>The output holds probabilities, from a softmax; they are made to sum to 1 and stay away from 0 and 1 by 1e-7. With
 * {@code fromLogits(true)} it is what a softmax would take. When the output's own softmax is at hand the loss is computed from
 * what went into it, as Keras does on TensorFlow.
 *
 * <ul>
 *   <li>targets and output {@code (batch, ..., classes)}, values {@code (batch, ...)}
 * </ul>
 *
 * <pre>{@code CategoricalCrossentropy.of().labelSmoothing(0.1)}</pre>
 *
 * @see <a href="https://keras.io/api/losses/probabilistic_losses/">keras.losses.CategoricalCrossentropy</a>
 */
public final class CategoricalCrossentropy extends KerasLoss<CategoricalCrossentropy, CategoricalCrossentropy.Config> {
    /** Keras's arguments. */
    record Config(boolean fromLogits, double labelSmoothing, int axis) {}

    private CategoricalCrossentropy(Config config) {
        super("categorical_crossentropy", config, CategoricalCrossentropy::new);
    }

    public static CategoricalCrossentropy of() {
        return new CategoricalCrossentropy(new Config(false, 0, -1));
    }

    /** Whether the output has not gone through a softmax; default: false. */
    public CategoricalCrossentropy fromLogits(boolean fromLogits) {
        return with("fromLogits", fromLogits);
    }

    /** The share of each target that all classes get in equal parts; default: 0. */
    public CategoricalCrossentropy labelSmoothing(double share) {
        return with("labelSmoothing", share("labelSmoothing", share));
    }

    /** The axis of the classes; default: -1. */
    public CategoricalCrossentropy axis(int axis) {
        return with("axis", axis);
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor log = Probabilities.softmaxLogits(yPred, config.fromLogits, config.axis)
                .map(logits -> Ops.logSoftmax(logits, config.axis))
                .orElseGet(() -> Ops.log(Probabilities.normalized(yPred, config.axis)));
        // Keras divides the share by the length of the last axis, whichever axis has the classes.
        Tensor t = Probabilities.smooth(yTrue, config.labelSmoothing, yPred.size(-1));
        return Ops.sum(t.multiply(log), config.axis).negative();
    }

    @Override
    Tensor computeMean(Tensor yTrue, Tensor yPred) {
        Optional<Tensor> logits = Probabilities.softmaxLogits(yPred, config.fromLogits, config.axis);
        boolean last = Shapes.axis(config.axis, yPred.rank()) == yPred.rank() - 1;
        if (logits.isEmpty() || !last) {
            return super.computeMean(yTrue, yPred);
        }
        long classes = yPred.size(-1);
        return LossKernels.crossEntropyLoss(
                Ops.reshape(yTrue, -1, classes), Ops.reshape(logits.get(), -1, classes), config.labelSmoothing);
    }

    @Override
    void check(Shape yTrue, Shape yPred) {
        if (classNumbers(yTrue, yPred)) {
            throw mismatch(
                    yTrue,
                    yPred,
                    "one-hot targets of shape " + Shapes.text(yPred),
                    "for class numbers use \"sparse_categorical_crossentropy\", or Utils.toCategorical(y, "
                            + yPred.get(yPred.dimension() - 1) + ")");
        }
        super.check(yTrue, yPred);
    }

    static boolean classNumbers(Shape yTrue, Shape yPred) {
        int rank = yPred.dimension();
        return yTrue.dimension() == rank - 1
                || (yTrue.dimension() == rank && yTrue.get(rank - 1) == 1 && yPred.get(rank - 1) > 1);
    }

    @Override
    public Optional<TargetRange> targetRange(Shape yPred) {
        return Optional.of(TargetRange.usual(
                0,
                1,
                "one-hot rows, or a probability for each class",
                "make class numbers one-hot by Utils.toCategorical, or use \"sparse_categorical_crossentropy\""));
    }
}
