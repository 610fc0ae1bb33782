package jeras.losses;

import ai.djl.ndarray.types.DataType;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/** Sample weights and masks as losses and metrics apply them. */
public final class Weights {
    private Weights() {}

    /**
     * The weights, 0 where the mask says to skip.
     *
     * @param sampleWeight one weight a value, or null for ones
     * @param mask what to keep, or null for all
     * @return null when both are
     */
    public static Tensor masked(Tensor sampleWeight, Tensor mask) {
        Tensor weight = sampleWeight == null ? null : floating(sampleWeight);
        if (mask == null) {
            return weight;
        }
        Tensor kept = Ops.cast(mask, DataType.FLOAT32);
        if (weight == null) {
            return kept;
        }
        SameRank pair = checked(kept, weight);
        return pair.first().multiply(pair.second());
    }

    /** The values and the weights with ranks brought together. */
    public static SameRank checked(Tensor values, Tensor weights) {
        SameRank pair = SameRank.of(values, weights);
        // NumPy's rules would lay one weight a sample along the last axis, not along the batch.
        if (pair.first().rank() > pair.second().rank() && pair.second().rank() > 0) {
            throw new ShapeMismatchException(JerasException.message(
                    "Sample weights of shape " + Shapes.text(weights.shape()) + " cannot weigh values of shape "
                            + Shapes.text(values.shape()) + ".",
                    "one weight a value " + Shapes.text(values.shape()) + ", or one a sample with an axis of length 1"
                            + " for each further axis",
                    Shapes.text(weights.shape()),
                    "reshape the weights, for example to (batch, 1)"));
        }
        return pair;
    }

    static Tensor floating(Tensor x) {
        // As Keras computes losses in float32 whatever the model's data type; float64 is left alone.
        return x.dataType() == DataType.FLOAT64 ? x : Ops.cast(x, DataType.FLOAT32);
    }
}
