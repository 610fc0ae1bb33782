package jeras.losses;

import java.util.Optional;
import jeras.ops.LossKernels;
import jeras.ops.LossKernels.Reduction;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/** What the crossentropies share. */
final class Probabilities {
    private Probabilities() {}

    /** Kept away from 0 and 1 by 1e-7, so that logarithms are finite. */
    static Tensor clip(Tensor p) {
        return Ops.clip(p, Loss.EPSILON, 1 - Loss.EPSILON);
    }

    /** Made to sum to 1 over the axis, then kept away from 0 and 1. */
    static Tensor normalized(Tensor p, int axis) {
        return clip(p.divide(Ops.sum(p, true, axis)));
    }

    /**
     * The logits, if there are any: the output itself, or, as in Keras on TensorFlow, what the output's softmax was made of.
     * From these the loss is exact where probabilities would have been rounded to 0 or 1.
     */
    static Optional<Tensor> softmaxLogits(Tensor yPred, boolean fromLogits, int axis) {
        Optional<Tensor> made = LossKernels.logitsOfSoftmax(yPred, axis);
        return made.isEmpty() && fromLogits ? Optional.of(yPred) : made;
    }

    /** As {@link #softmaxLogits}, for a sigmoid. */
    static Optional<Tensor> sigmoidLogits(Tensor yPred, boolean fromLogits) {
        Optional<Tensor> made = LossKernels.logitsOfSigmoid(yPred);
        return made.isEmpty() && fromLogits ? Optional.of(yPred) : made;
    }

    /** {@code -t · log(p) - (1 - t) · log(1 - p)}, element by element or the mean over all. */
    static Tensor binaryCrossentropy(Tensor yTrue, Tensor yPred, boolean fromLogits, Reduction reduction) {
        Optional<Tensor> logits = sigmoidLogits(yPred, fromLogits);
        if (logits.isPresent()) {
            return LossKernels.binaryCrossEntropyWithLogits(yTrue, logits.get(), reduction);
        }
        Tensor p = clip(yPred);
        Tensor log = LossKernels.lerp(Ops.log(Ops.subtract(1, p)), Ops.log(p), yTrue);
        return (reduction == Reduction.MEAN ? Ops.mean(log) : log).negative();
    }

    /** {@code t · (1 - s) + s / n}: each of n classes gets an equal part of the share s. */
    static Tensor smooth(Tensor yTrue, double share, long classes) {
        return share == 0 ? yTrue : yTrue.multiply(1 - share).add(share / classes);
    }

    /** The tensor with an axis moved to the end. */
    static Tensor classesLast(Tensor x, int axis) {
        int a = Shapes.axis(axis, x.rank());
        if (a == x.rank() - 1) {
            return x;
        }
        int[] order = new int[x.rank()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i < a ? i : i + 1;
        }
        order[order.length - 1] = a;
        return Ops.transpose(x, order);
    }
}
