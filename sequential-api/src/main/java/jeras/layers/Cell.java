package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * A layer that makes one step of a sequence, for an {@link RNN}: a step's input and the old states in, its output and the new
 * states out.
 *
 * <p>A cell of one's own is a {@link Layer} that computes from the list of input and states, and says how large the states are:
 *
 * <pre>{@code
 * class Decay extends Layer implements Cell {
 *     public List<Shape> stateShapes() {
 *         return List.of(new Shape(4));
 *     }
 *
 *     protected List<Tensor> call(List<Tensor> inputs, Call call) {
 *         Tensor h = inputs.get(1).multiply(0.9).add(inputs.get(0));
 *         return List.of(h, h);
 *     }
 * }
 * }</pre>
 *
 * <p>Weights are made in {@code build(Shape)}, for the shape of one step's input, {@code (batch, ...)}.
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/rnn/">keras.layers.RNN</a>
 */
public interface Cell {
    /** The shape of each state without the batch; known at the latest when the cell is built. */
    List<Shape> stateShapes();

    /** The shape of the output without the batch. By default that of the first state. */
    default Shape outputShape() {
        return stateShapes().get(0);
    }

    /**
     * The states before the first step, where none are given. By default zeros.
     *
     * @param x a tensor whose first axis is the batch and whose data type is that of the states
     */
    default List<Tensor> initialStates(Tensor x) {
        return stateShapes().stream()
                .map(s -> Ops.fullLike(x, new Shape(x.size(0)).addAll(s), 0, x.dataType()))
                .toList();
    }
}
