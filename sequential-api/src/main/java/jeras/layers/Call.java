package jeras.layers;

import java.util.List;
import jeras.ops.Tensor;

/** What a layer is told when it is called, besides its inputs. */
public final class Call {
    private final boolean training;
    private final List<Tensor> inputs;
    private final CallArguments arguments;

    Call(boolean training, List<Tensor> inputs, CallArguments arguments) {
        this.training = training;
        this.inputs = inputs;
        this.arguments = arguments;
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

    /** An argument by Keras's name, such as {@code "use_causal_mask"}; false when it was not given. */
    public boolean flag(String name) {
        return arguments.flag(name);
    }

    /** An argument by Keras's name, such as {@code "attention_mask"}; null when it was not given. */
    public Tensor tensor(String name) {
        return arguments.tensor(name);
    }
}
