package jeras.layers;

import java.util.List;
import jeras.ops.Tensor;

/** What a layer is told when it is called, besides its inputs. */
public final class Call {
    private final boolean training;
    private final List<Tensor> inputs;

    Call(boolean training, List<Tensor> inputs) {
        this.training = training;
        this.inputs = inputs;
    }

    /** True in the training program: dropout drops, batch normalization uses the batch's own statistics. */
    public boolean training() {
        return training;
    }

    /** The mask of the first input, boolean {@code (batch, time)}, true = keep; null when there is none. */
    public Tensor mask() {
        return mask(0);
    }

    /** The mask of an input; null when there is none. */
    public Tensor mask(int input) {
        return inputs.get(input).mask();
    }
}
