package jeras.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.layers.Layer;
import jeras.layers.LayerCall;
import jeras.ops.Op;
import jeras.ops.Recording;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * The operations between some inputs and some outputs of a functional model.
 *
 * <p>Layers are listed in Keras's order: by their distance from the outputs, the farthest first, at equal distance in the order
 * in which a walk from the outputs first meets them.
 */
public final class Graph {
    private final List<Tensor> inputs;
    private final List<Tensor> outputs;
    private final List<Layer> inputLayers;
    /** Every operation after those that it needs. */
    private final List<Op> order = new ArrayList<>();

    private final List<Node> nodes;

    /** One row of the model: a layer with all its calls, or an operation. */
    public record Node(Layer layer, List<Op> calls) {
        /** The name of the layer or of the operation. */
        public String name() {
            return layer == null ? operation() : layer.name();
        }

        /** The name of the operation, or null for a layer. */
        public String operation() {
            return layer == null ? calls.get(0).name() : null;
        }
    }

    /**
     * @param inputLayers the layer behind each input
     */
    public Graph(List<? extends Tensor> inputs, List<? extends Layer> inputLayers, List<? extends Tensor> outputs) {
        this(inputs, inputLayers, outputs, List.of());
    }

    /**
     * @param inputLayers the layer behind each input
     * @param names the names of layers and operations in the order to list them in, as a file has it; the others come last
     */
    public Graph(
            List<? extends Tensor> inputs,
            List<? extends Layer> inputLayers,
            List<? extends Tensor> outputs,
            List<String> names) {
        this.inputs = List.copyOf(inputs);
        this.inputLayers = List.copyOf(inputLayers);
        this.outputs = List.copyOf(outputs);
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        this.nodes = new Walk()
                .nodes().stream()
                        .sorted(Comparator.comparingInt(n -> places.getOrDefault(n.name(), places.size())))
                        .toList();
    }

    public List<Tensor> inputs() {
        return inputs;
    }

    public List<Tensor> outputs() {
        return outputs;
    }

    /** Layers and operations in Keras's order. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The layers in Keras's order, each once. */
    public List<Layer> layers() {
        return nodes.stream().map(Node::layer).filter(l -> l != null).toList();
    }

    /** Every operation after those that it needs. */
    public List<Op> order() {
        return order;
    }

    /** Does the same to other inputs, in the current recording. */
    public List<Tensor> replay(List<Tensor> newInputs) {
        Map<Tensor, Tensor> now = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            now.put(inputs.get(i), newInputs.get(i));
        }
        for (Op op : order) {
            List<Tensor> in = op.inputs().stream()
                    .map(t -> t instanceof Variable ? t : now.get(t))
                    .toList();
            List<Tensor> out = op.replay(in, Recording.training());
            for (int i = 0; i < out.size(); i++) {
                now.put(op.outputs().get(i), out.get(i));
            }
        }
        return outputs.stream().map(now::get).toList();
    }

    /** The walk from the outputs, which finds the order of operations and layers. */
    private final class Walk {
        private final Map<Object, Integer> index = new HashMap<>();
        private final Set<Op> done = new HashSet<>();
        private final Map<Object, List<Op>> calls = new LinkedHashMap<>();

        List<Node> nodes() {
            for (Tensor output : outputs) {
                visit(output);
            }
            Map<Object, Integer> depths = depths();
            for (Layer layer : inputLayers) {
                index.putIfAbsent(layer, index.size());
                calls.putIfAbsent(layer, new ArrayList<>());
                depths.putIfAbsent(layer, 0);
            }
            // Unused inputs stand at the start, with the others.
            return calls.keySet().stream()
                    .sorted(Comparator.<Object>comparingInt(k -> -depths.get(k)).thenComparingInt(index::get))
                    .map(k -> new Node(k instanceof Layer l ? l : null, calls.get(k)))
                    .toList();
        }

        /** Without recursion, because a model may be thousands of operations deep. */
        private void visit(Tensor output) {
            List<Object> stack = new ArrayList<>(List.of(output));
            while (!stack.isEmpty()) {
                Object top = stack.remove(stack.size() - 1);
                if (top instanceof Op finished) {
                    if (done.add(finished)) {
                        order.add(finished);
                        calls.computeIfAbsent(key(finished), k -> new ArrayList<>())
                                .add(finished);
                    }
                    continue;
                }
                Tensor tensor = (Tensor) top;
                int input = inputs.indexOf(tensor);
                if (input >= 0) {
                    index.putIfAbsent(inputLayers.get(input), index.size());
                    continue;
                }
                Op op = tensor.op();
                if (op == null) {
                    if (tensor instanceof Variable) {
                        continue;
                    }
                    throw disconnected(tensor);
                }
                if (done.contains(op)) {
                    continue;
                }
                index.putIfAbsent(key(op), index.size());
                stack.add(op);
                for (int i = op.inputs().size() - 1; i >= 0; i--) {
                    stack.add(op.inputs().get(i));
                }
            }
        }

        private Object key(Op op) {
            return op instanceof LayerCall call ? call.layer() : op;
        }

        private Map<Object, Integer> depths() {
            Map<Op, Integer> node = new HashMap<>();
            Map<Object, Integer> depths = new HashMap<>();
            for (int i = order.size() - 1; i >= 0; i--) {
                Op op = order.get(i);
                int depth = Math.max(node.getOrDefault(op, 0), depths.getOrDefault(key(op), 0));
                depths.put(key(op), depth);
                node.put(op, depth);
                for (Tensor t : op.inputs()) {
                    int input = inputs.indexOf(t);
                    if (input >= 0) {
                        depths.merge(inputLayers.get(input), depth + 1, Math::max);
                    } else if (t.op() != null) {
                        node.merge(t.op(), depth + 1, Math::max);
                    }
                }
            }
            return depths;
        }

        private InvalidArgumentException disconnected(Tensor tensor) {
            return new InvalidArgumentException(JerasException.message(
                    "The outputs of a model depend on a tensor that is not among its inputs.",
                    "every path from an output to end in one of the inputs "
                            + inputs.stream().map(t -> Shapes.text(t.shape())).toList(),
                    "one that ends in a tensor of shape " + Shapes.text(tensor.shape()),
                    "add it to the inputs of Model.of"));
        }
    }

    /** The tensor behind an input layer. */
    Tensor inputOf(Layer inputLayer) {
        return inputs.get(inputLayers.indexOf(inputLayer));
    }
}
