package jeras.layers;

import java.util.List;
import java.util.function.BiFunction;
import jeras.ops.Tensor;

/** One step of a recurrent layer: the weights, and the way from an element and the old states to an output and new states. */
abstract class RecurrentCell extends Layer {
    RecurrentCell(String name) {
        super(name);
    }

    /** The features of each state. */
    abstract List<Integer> stateSizes();

    /** The features of the output. */
    abstract int outputSize();

    /**
     * The steps over a sequence. What needs no state (the product with the inputs, the dropout masks) is recorded here, once for
     * all steps.
     *
     * @param x {@code (batch, time, features)}
     */
    abstract Steps steps(Tensor x, boolean training);

    /** Whether {@link #fused} computes what {@link #steps} do. */
    boolean canFuse(boolean training) {
        return false;
    }

    /**
     * All steps in one kernel, for cells whose output is their first state.
     *
     * @return the outputs {@code (batch, time, units)}, then the last states
     */
    List<Tensor> fused(Tensor x, List<Tensor> states, boolean training) {
        throw new IllegalStateException("no kernel for " + className());
    }

    /**
     * @param sequences what each step gets an element of, time first: {@code (time, ...)}
     * @param step the old states and this step's elements in, the output and the new states out
     */
    record Steps(List<Tensor> sequences, BiFunction<List<Tensor>, List<Tensor>, List<Tensor>> step) {}
}
