package jeras.layers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ShapeMismatchException;
import jeras.ops.Recording;
import jeras.ops.Replicas;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/** The layers whose {@code call} a thread is in, one inside the other. */
final class Calling {
    /** Innermost last; from it messages and weights' paths know where a layer stands. */
    private static final ThreadLocal<Deque<Layer>> STACK = ThreadLocal.withInitial(ArrayDeque::new);

    private Calling() {}

    /** Computes a layer's outputs as a part of the layer that is computing already, if one is. */
    static List<Tensor> of(Layer layer, List<Tensor> inputs, UnaryOperator<List<Tensor>> computing) {
        Deque<Layer> calling = STACK.get();
        boolean root = calling.isEmpty();
        if (!root) {
            calling.peekLast().adopt(layer);
        }
        calling.addLast(layer);
        try {
            // The model itself is not named in its own program and weights, the models inside it are.
            List<Tensor> outputs = root && layer.isModel()
                    ? Replicas.of(inputs, computing)
                    : Recording.scoped(layer.displayName(), () -> computing.apply(inputs));
            Taps.tell(calling, outputs);
            return outputs;
        } catch (ShapeMismatchException e) {
            boolean told = layer.isModel() && e.getMessage().contains(" cannot take an input of shape ");
            throw told || e.getMessage().contains(layer.title()) ? e : located(layer, e, inputs);
        } finally {
            calling.removeLast();
            if (root) {
                layer.assignPaths();
            }
        }
    }

    /** What an operation inside the layer had to say, with the layer before it. */
    private static ShapeMismatchException located(Layer layer, ShapeMismatchException e, List<Tensor> inputs) {
        List<String> shapes = inputs.stream().map(t -> Shapes.text(t.shape())).toList();
        return new ShapeMismatchException(
                layer.titleAndPlace() + " cannot take an input of shape " + String.join(", ", shapes) + ".\n"
                        + e.getMessage(),
                e);
    }
}
