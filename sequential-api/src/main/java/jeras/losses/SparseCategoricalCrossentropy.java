package jeras.losses;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.OptionalLong;
import jeras.ops.LossKernels;
import jeras.ops.LossKernels.Reduction;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * For class numbers: {@code -log(p)} at the target.
 *
 * <p>The output holds probabilities, from a softmax, which stay away from 0 and 1 by 1e-7 and are made to sum to 1. With
 * {@code fromLogits(true)} it is what a softmax would take. When the output's own softmax is at hand the loss is computed from
 * what went into it, as Keras does on TensorFlow.
 *
 * <ul>
 *   <li>targets {@code (batch, ...)} or {@code (batch, ..., 1)}, output {@code (batch, ..., classes)}, values
 *       {@code (batch, ...)}
 * </ul>
 *
 * <pre>{@code SparseCategoricalCrossentropy.of().fromLogits(true).ignoreClass(255)}</pre>
 *
 * @see <a href="https://keras.io/api/losses/probabilistic_losses/">keras.losses.SparseCategoricalCrossentropy</a>
 */
public final class SparseCategoricalCrossentropy
        extends KerasLoss<SparseCategoricalCrossentropy, SparseCategoricalCrossentropy.Config> {
    /** PyTorch's own; no class number is negative. */
    private static final long NEVER = -100;

    /** Keras's arguments; {@code ignoreClass} is null for none. */
    record Config(boolean fromLogits, Integer ignoreClass, int axis) {}

    private SparseCategoricalCrossentropy(Config config) {
        super("sparse_categorical_crossentropy", config, SparseCategoricalCrossentropy::new);
    }

    public static SparseCategoricalCrossentropy of() {
        return new SparseCategoricalCrossentropy(new Config(false, null, -1));
    }

    /** Whether the output has not gone through a softmax; default: false. */
    public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
        return with("fromLogits", fromLogits);
    }

    /** A target to skip, such as the border class of segmentation masks; default: none. */
    public SparseCategoricalCrossentropy ignoreClass(int ignoreClass) {
        return with("ignoreClass", ignoreClass);
    }

    /** The axis of the classes; default: -1. */
    public SparseCategoricalCrossentropy axis(int axis) {
        return with("axis", axis);
    }

    /** Class numbers need no detour over floats. */
    @Override
    Tensor targets(Tensor yTrue, Tensor yPred) {
        return yTrue;
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor labels = labels(yTrue, yPred);
        Tensor values = crossentropy(labels, yPred, Reduction.NONE);
        values = labels.rank() == 1 ? values : Ops.reshape(values, labels.shape());
        return config.ignoreClass == null ? values : values.withMask(Ops.notEqual(labels, config.ignoreClass));
    }

    @Override
    Tensor computeMean(Tensor yTrue, Tensor yPred) {
        return crossentropy(labels(yTrue, yPred), yPred, Reduction.MEAN);
    }

    private Tensor labels(Tensor yTrue, Tensor yPred) {
        return yTrue.rank() == yPred.rank() ? Ops.squeeze(yTrue, config.axis) : yTrue;
    }

    private Tensor crossentropy(Tensor labels, Tensor yPred, Reduction reduction) {
        Tensor logits = Probabilities.classesLast(logits(yPred), config.axis);
        long ignored = config.ignoreClass == null ? NEVER : config.ignoreClass;
        return LossKernels.crossEntropyLoss(
                labels.rank() == 1 ? labels : Ops.reshape(labels, -1),
                logits.rank() == 2 ? logits : Ops.reshape(logits, -1, logits.size(-1)),
                ignored,
                reduction);
    }

    private Tensor logits(Tensor yPred) {
        // With an ignored class Keras, too, computes from the probabilities.
        Optional<Tensor> logits = config.ignoreClass == null
                ? Probabilities.softmaxLogits(yPred, config.fromLogits, config.axis)
                : config.fromLogits ? Optional.of(yPred) : Optional.empty();
        return logits.orElseGet(() -> Ops.log(Probabilities.clip(yPred)));
    }

    @Override
    boolean masksValues() {
        return config.ignoreClass != null;
    }

    @Override
    void check(Shape yTrue, Shape yPred) {
        int rank = yPred.dimension();
        int axis = Shapes.axis(config.axis, rank);
        Shape expected = yPred.slice(0, axis).addAll(yPred.slice(axis + 1));
        Shape withOne = Shapes.with(yPred, axis, 1);
        if (Shapes.compatible(yTrue, expected) || Shapes.compatible(yTrue, withOne)) {
            return;
        }
        boolean oneHot = Shapes.compatible(yTrue, yPred);
        throw mismatch(
                yTrue,
                yPred,
                "one class number a sample: targets of shape " + Shapes.text(expected),
                oneHot
                        ? "for one-hot targets use \"categorical_crossentropy\""
                        : "give the last layer one unit a class, and the targets one number for each row of the output");
    }

    @Override
    public Optional<TargetRange> targetRange(Shape yPred) {
        long classes = yPred.get(Shapes.axis(config.axis, yPred.dimension()));
        if (classes < 0) {
            return Optional.empty();
        }
        return Optional.of(TargetRange.required(
                0,
                (double) classes - 1,
                config.ignoreClass == null ? OptionalLong.empty() : OptionalLong.of(config.ignoreClass),
                "class numbers for an output of " + classes + (classes == 1 ? " class" : " classes"),
                "give the last layer one unit a class, or number the classes from 0"));
    }
}
