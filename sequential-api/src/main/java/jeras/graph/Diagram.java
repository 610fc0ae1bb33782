package jeras.graph;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.layers.LayerCall;
import jeras.ops.Op;
import jeras.ops.Operation;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * A model as boxes and arrows: each layer once, however often it is called, and each operation. A model inside it is a box, or a
 * diagram of its own.
 *
 * @param name the model's
 * @param nodes the boxes, in the model's order
 * @param edges the arrows, each once
 * @param inputs where what goes into each of the model's inputs arrives
 * @param outputs where each of the model's outputs comes from
 */
public record Diagram(String name, List<Node> nodes, List<Edge> edges, List<End> inputs, List<End> outputs) {

    /** An output or an input of a node: which of its several ones matters only for models that are drawn as diagrams. */
    public record End(int node, int port) {}

    /** What flows from one node to another. */
    public record Edge(End from, End to) {}

    /**
     * A box.
     *
     * @param layer null for an operation
     * @param name the layer's or the operation's
     * @param className the layer's class or the operation's, as Keras calls it
     * @param inputs the shapes that go in when it is first called; empty when they are not known
     * @param outputs the shapes that come out
     * @param outputType the data type of the first output; null when it is not known
     * @param inside what is drawn in its place; null for a box
     */
    public record Node(
            Layer layer,
            String name,
            String className,
            List<Shape> inputs,
            List<Shape> outputs,
            DataType outputType,
            Diagram inside) {}

    /**
     * The diagram of a model.
     *
     * @param expandNested whether models inside it are diagrams of their own
     * @throws ModelStateException if it is not built
     */
    public static Diagram of(Model model, boolean expandNested) {
        if (!model.isBuilt()) {
            throw new ModelStateException(JerasException.message(
                    "The layers of " + model + " are not known yet.",
                    "a model that is built",
                    "one that has not seen its input",
                    "begin it with Input.of(...), or show it data"));
        }
        return of(model, expandNested, model.name() == null ? "model" : model.name());
    }

    private static Diagram of(Model model, boolean expandNested, String name) {
        if (model.graph().isPresent()) {
            return new Builder(expandNested).functional(model.graph().get(), name);
        }
        return isStack(model)
                ? new Builder(expandNested).stack(model, name)
                // What a class of one's own does inside is Java.
                : new Diagram(
                        name,
                        List.of(new Node(
                                model, name, model.className(), model.inputShapes(), model.outputShapes(), null, null)),
                        List.of(),
                        List.of(new End(0, 0)),
                        List.of(new End(0, 0)));
    }

    private static boolean isStack(Model model) {
        return model.className().equals("Sequential") && !model.layers().isEmpty();
    }

    /** The box behind an arrow's beginning, inside the diagrams that it comes out of. */
    public Node source(End end) {
        Node node = nodes.get(end.node());
        return node.inside() == null
                ? node
                : node.inside().source(port(node.inside().outputs(), end.port()));
    }

    /** The box behind an arrow's end, inside the diagrams that it goes into. */
    public Node target(End end) {
        Node node = nodes.get(end.node());
        return node.inside() == null
                ? node
                : node.inside().target(port(node.inside().inputs(), end.port()));
    }

    private static End port(List<End> ends, int port) {
        return ends.get(Math.min(port, ends.size() - 1));
    }

    private static final class Builder {
        private final boolean expandNested;
        private final List<Node> nodes = new ArrayList<>();
        private final Set<Edge> edges = new LinkedHashSet<>();
        private final Set<String> names = new LinkedHashSet<>();

        Builder(boolean expandNested) {
            this.expandNested = expandNested;
        }

        Diagram stack(Model model, String name) {
            for (Layer layer : model.layers()) {
                List<Tensor> made = knownOutputs(layer);
                add(
                        layer,
                        layer.name(),
                        layer.className(),
                        layer.inputShapes(),
                        layer.outputShapes(),
                        made.isEmpty() ? null : made.get(0).dataType());
                if (nodes.size() > 1) {
                    edges.add(new Edge(new End(nodes.size() - 2, 0), new End(nodes.size() - 1, 0)));
                }
            }
            return done(name, List.of(new End(0, 0)), List.of(new End(nodes.size() - 1, 0)));
        }

        private static List<Tensor> knownOutputs(Layer layer) {
            try {
                return layer.outputs();
            } catch (ModelStateException e) {
                return List.of(); // the model declares no input
            }
        }

        Diagram functional(Graph graph, String name) {
            Map<Tensor, End> origins = new HashMap<>();
            for (Graph.Node node : graph.nodes()) {
                int index = nodes.size();
                if (node.layer() instanceof InputLayer input) {
                    Tensor tensor = graph.inputOf(input);
                    origins.put(tensor, new End(index, 0));
                    add(
                            input,
                            input.name(),
                            input.className(),
                            List.of(tensor.shape()),
                            List.of(tensor.shape()),
                            tensor.dataType());
                    continue;
                }
                Op first = node.calls().get(0);
                List<Tensor> in = first instanceof LayerCall call ? call.layerInputs() : first.inputs();
                add(
                        node.layer(),
                        node.name(),
                        node.layer() != null
                                ? node.layer().className()
                                : first instanceof Operation operation ? operation.className() : first.name(),
                        in.stream().map(Tensor::shape).toList(),
                        first.outputs().stream().map(Tensor::shape).toList(),
                        first.outputs().get(0).dataType());
                for (Op call : node.calls()) {
                    for (int i = 0; i < call.outputs().size(); i++) {
                        origins.put(call.outputs().get(i), new End(index, i));
                    }
                }
            }
            int index = 0;
            for (Graph.Node node : graph.nodes()) {
                for (Op call : node.calls()) {
                    connect(call, index, origins);
                }
                index++;
            }
            return done(
                    name,
                    graph.inputs().stream().map(origins::get).toList(),
                    graph.outputs().stream().map(origins::get).toList());
        }

        private void connect(Op call, int index, Map<Tensor, End> origins) {
            int port = 0;
            for (Tensor t : call.inputs()) {
                if (!(t instanceof Variable) && origins.containsKey(t)) {
                    edges.add(new Edge(origins.get(t), new End(index, port)));
                }
                port++;
            }
        }

        private void add(
                Layer layer, String name, String className, List<Shape> inputs, List<Shape> outputs, DataType type) {
            String unique = name;
            for (int i = 1; !names.add(unique); i++) {
                unique = name + "_" + i;
            }
            boolean expands = expandNested
                    && layer instanceof Model model
                    && (model.graph().isPresent() || isStack(model));
            Diagram inside = expands ? Diagram.of((Model) layer, true, unique) : null;
            nodes.add(new Node(layer, unique, className, inputs, outputs, type, inside));
        }

        private Diagram done(String name, List<End> inputs, List<End> outputs) {
            return new Diagram(name, List.copyOf(nodes), List.copyOf(edges), inputs, outputs);
        }
    }
}
