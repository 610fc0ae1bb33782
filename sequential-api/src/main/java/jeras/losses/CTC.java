package jeras.losses;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.LossKernels;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Connectionist temporal classification: the negative logarithm of the probability of all ways to spread a sequence of labels over
 * longer steps, with blanks and repetitions in between. For speech and handwriting.
 *
 * <ul>
 *   <li>targets labels from 1 on, filled up with 0, {@code (batch, length)}; 0 is the blank
 *   <li>output logits {@code (batch, steps, classes)}, values {@code (batch)}
 * </ul>
 *
 * @see <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Graves et al., 2006</a>
 * @see <a href="https://keras.io/api/losses/">keras.losses.CTC</a>
 */
public final class CTC extends KerasLoss<CTC, CTC.Config> {
    /** No arguments. */
    record Config() {}

    private CTC(Config config) {
        super("ctc", config, CTC::new);
    }

    public static CTC of() {
        return new CTC(new Config());
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return LossKernels.ctcLoss(yTrue, Ops.logSoftmax(yPred, -1));
    }

    @Override
    Tensor targets(Tensor yTrue, Tensor yPred) {
        return Ops.cast(yTrue, DataType.INT64);
    }

    @Override
    void check(Shape yTrue, Shape yPred) {
        if (yTrue.dimension() != 2 || yPred.dimension() != 3) {
            throw mismatch(
                    yTrue,
                    yPred,
                    "labels (batch, length) and logits (batch, steps, classes)",
                    "fill shorter sequences of labels up with 0");
        }
    }
}
