package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/** What the hinge losses share. */
final class HingeLabels {
    private HingeLabels() {}

    /** {@code max(1 - yTrue · yPred, 0)}. */
    static Tensor margin(Tensor yTrue, Tensor yPred) {
        return Ops.maximum(Ops.subtract(1, plusMinus(yTrue).multiply(yPred)), 0);
    }

    /** Labels -1 and 1 where all are 0 or 1, else as they are. */
    private static Tensor plusMinus(Tensor labels) {
        Tensor binary = Ops.all(Ops.logicalOr(Ops.equal(labels, 0), Ops.equal(labels, 1)));
        return Ops.where(binary, labels.multiply(2).subtract(1), labels);
    }
}
