package jeras.ops;

import java.util.List;

/** One recorded operation: what it takes and what it makes. Either one that writes TorchScript or the call of a layer. */
public abstract class Op {
    private final String name;
    private final List<Tensor> inputs;

    protected Op(String name, List<Tensor> inputs) {
        this.name = name;
        this.inputs = List.copyOf(inputs);
    }

    /** The operation's name in {@code keras.ops}, or the layer's class in snake case. */
    public final String name() {
        return name;
    }

    public final List<Tensor> inputs() {
        return inputs;
    }

    public abstract List<Tensor> outputs();

    /** The tensors that must have been written before this operation. */
    public List<Tensor> dependencies() {
        return inputs;
    }

    /** True when it changes something in place, and so must stay although nobody reads a result. */
    public boolean isEffect() {
        return false;
    }

    /** True when gradients flow from its outputs to its inputs. */
    public boolean hasGradient() {
        return true;
    }

    /** True when writing it takes gradients of what was written before. */
    public boolean takesGradients() {
        return false;
    }

    /** The path of the layers inside which it was recorded, such as {@code "encoder/dense"}; empty outside. */
    public String scope() {
        return "";
    }

    /** Writes the operation as TorchScript. */
    public abstract void write(Script script);

    /** Does the same to other inputs, in the current recording. */
    public abstract List<Tensor> replay(List<Tensor> newInputs, boolean training);
}
