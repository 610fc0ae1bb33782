package jeras.summary;

import ai.djl.ndarray.types.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jeras.Model;
import jeras.graph.Diagram;
import jeras.layers.InputLayer;

/** A model as TensorFlow's {@code GraphDef}: one node a layer, models inside it as scopes, which TensorBoard opens and closes. */
final class LayerGraph {
    private static final int PRODUCER = 22;

    private final Message graph = new Message();

    private LayerGraph() {}

    static Message of(Model model) {
        LayerGraph graph = new LayerGraph();
        Diagram diagram = Diagram.of(model, true);
        // Without a scope around all, which TensorBoard would show closed.
        graph.add(diagram, "", List.of());
        return graph.graph.message(4, new Message().integer(1, PRODUCER));
    }

    /**
     * @param path the scopes around the diagram, each with a slash after it
     * @param feeds the nodes behind each of the model's inputs, empty for the outermost
     */
    private void add(Diagram diagram, String path, List<Set<String>> feeds) {
        for (int n = 0; n < diagram.nodes().size(); n++) {
            Diagram.Node node = diagram.nodes().get(n);
            String name = path + scope(node.name());
            if (node.inside() != null) {
                int ports = node.inside().inputs().size();
                List<Set<String>> inner = new ArrayList<>();
                for (int port = 0; port < ports; port++) {
                    inner.add(sources(diagram, path, feeds, n, port));
                }
                add(node.inside(), name + "/", inner);
            } else {
                graph.message(1, node(node, name, sources(diagram, path, feeds, n, -1)));
            }
        }
    }

    /** @param port which input of the node; -1 for all */
    private static Set<String> sources(Diagram diagram, String path, List<Set<String>> feeds, int node, int port) {
        Set<String> names = new LinkedHashSet<>();
        for (Diagram.Edge edge : diagram.edges()) {
            if (edge.to().node() == node && (port < 0 || edge.to().port() == port)) {
                names.add(path(diagram, path, edge.from()));
            }
        }
        for (int i = 0; i < feeds.size(); i++) {
            Diagram.End end = diagram.inputs().get(i);
            if (end.node() == node && (port < 0 || end.port() == port)) {
                names.addAll(feeds.get(i));
            }
        }
        return names;
    }

    private static String path(Diagram diagram, String path, Diagram.End end) {
        Diagram.Node node = diagram.nodes().get(end.node());
        String name = path + scope(node.name());
        Diagram inside = node.inside();
        return inside == null
                ? name
                : path(
                        inside,
                        name + "/",
                        inside.outputs()
                                .get(Math.min(end.port(), inside.outputs().size() - 1)));
    }

    private static Message node(Diagram.Node node, String name, Set<String> inputs) {
        Message message = new Message()
                .text(1, name)
                .text(2, node.layer() instanceof InputLayer ? "Placeholder" : scope(node.className()));
        inputs.forEach(input -> message.text(3, input));
        Message shapes = new Message();
        node.outputs().forEach(shape -> shapes.message(7, shape(shape)));
        attribute(message, "_output_shapes", new Message().message(1, shapes));
        if (node.layer() != null) {
            attribute(
                    message,
                    "params",
                    new Message()
                            .bytes(2, Long.toString(node.layer().countParams()).getBytes(StandardCharsets.UTF_8)));
        }
        return message;
    }

    private static void attribute(Message node, String name, Message value) {
        node.message(5, new Message().text(1, name).message(2, value));
    }

    private static Message shape(Shape shape) {
        Message message = new Message();
        for (long size : shape.getShape()) {
            message.message(2, new Message().integer(1, size));
        }
        return message;
    }

    /** Names there take letters, digits and {@code _.-} only. */
    private static String scope(String name) {
        return name.replaceAll("[^A-Za-z0-9_.-]", "_").replaceFirst("^[^A-Za-z0-9.]", "x$0");
    }
}
