package jeras.layers;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import jeras.ops.Tensor;

/**
 * The inputs of a recurrent layer.
 *
 * @param x {@code (batch, time, ...)}
 * @param states the first states; none to begin with the cell's own
 * @param givenMask boolean {@code (batch, time)}; null when none is given beside the sequence's own
 */
record Sequence(Tensor x, List<Tensor> states, Tensor givenMask) {
    static Sequence of(List<Tensor> inputs) {
        int last = inputs.size() - 1;
        boolean masked = last > 0 && inputs.get(last).dataType() == DataType.BOOLEAN;
        return new Sequence(
                inputs.get(0), inputs.subList(1, masked ? last : last + 1), masked ? inputs.get(last) : null);
    }

    /** The mask that is handed on; null for none. */
    Tensor mask() {
        return givenMask != null ? givenMask : x.mask();
    }

    /** The mask by which states and outputs stay as they are: Keras makes no use of the sequence's own beside states. */
    Tensor maskToWalkBy() {
        return states.isEmpty() ? mask() : givenMask;
    }

    /** As Keras's {@code call(sequences, initial_state)} takes them. */
    List<Object> callArguments() {
        return states.isEmpty() ? List.of(x) : List.of(x, states);
    }

    /** The arguments of Keras's {@code call} that files give by name. */
    Map<String, Tensor> callKeywords() {
        return givenMask == null ? Map.of() : Map.of("mask", givenMask);
    }
}
