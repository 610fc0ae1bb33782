package jeras.graph;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.layers.LayerCall;
import jeras.ops.Op;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.utils.SummaryTable;

/** The rows of a summary: the layers of a model and of the models inside it. */
final class SummaryRows {
    private SummaryRows() {}

    /** A row, and the layer that it is about; null for an operation. */
    record Named(String name, Layer layer, ModelSummary.Row row) {}

    /** From the first entry that one pattern matches to the last that the other matches, whichever of them is first. */
    static List<Named> range(List<Named> entries, SummaryOptions options) {
        if (options.first.isEmpty() && options.last.isEmpty()) {
            return entries;
        }
        List<Integer> from = matching(entries, options.first);
        List<Integer> to = matching(entries, options.last);
        if (from.isEmpty() || to.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The summary has no layers from \"" + options.first + "\" to \"" + options.last + "\".",
                    "patterns that match some of "
                            + entries.stream().map(Named::name).toList(),
                    "none for \"" + (from.isEmpty() ? options.first : options.last) + "\"",
                    "give names of layers, or regular expressions for their beginnings"));
        }
        boolean swapped = from.get(0) > to.get(to.size() - 1);
        return swapped
                ? entries.subList(to.get(0), from.get(from.size() - 1) + 1)
                : entries.subList(from.get(0), to.get(to.size() - 1) + 1);
    }

    private static List<Integer> matching(List<Named> entries, String pattern) {
        Pattern beginning = pattern(pattern);
        return IntStream.range(0, entries.size())
                .filter(i -> beginning.matcher(entries.get(i).name).lookingAt())
                .boxed()
                .toList();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new InvalidArgumentException(JerasException.message(
                    "The summary's range cannot be read.",
                    "a regular expression",
                    "\"" + text + "\"",
                    e.getDescription()));
        }
    }

    static void nested(Model model, int depth, String connectedTo, List<ModelSummary.Row> rows) {
        for (Layer layer : model.layers()) {
            ModelSummary.Row row = alone(layer).row;
            String mark = "   ".repeat(depth) + "└ ";
            rows.add(new ModelSummary.Row(
                    mark + row.layer(), row.outputShape(), row.params(), connectedTo, row.trainable()));
            if (layer instanceof Model inner) {
                nested(inner, depth + 1, connectedTo, rows);
            }
        }
    }

    static Named alone(Layer layer) {
        List<Shape> shapes = layer instanceof InputLayer input ? List.of(input.batchShape()) : layer.outputShapes();
        String name = layer.name() == null ? "" : layer.name();
        return new Named(
                name, layer, new ModelSummary.Row(title(layer), shapes(shapes), params(layer), "", trainable(layer)));
    }

    static List<Named> functional(Graph graph, boolean chain) {
        Map<Tensor, String> origins = origins(graph);
        List<Named> entries = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            List<String> from = new ArrayList<>();
            for (Op call : node.calls()) {
                for (Tensor t : call.inputs()) {
                    if (origins.containsKey(t)) {
                        from.add(origins.get(t));
                    }
                }
            }
            String connectedTo = chain ? "" : from.isEmpty() ? "-" : String.join(", ", from);
            Layer layer = node.layer();
            ModelSummary.Row row;
            if (layer instanceof InputLayer) {
                row = alone(layer).row;
            } else {
                Op op = node.calls().get(node.calls().size() - 1);
                row = new ModelSummary.Row(
                        layer != null ? title(layer) : op.name() + " (" + camel(op.name()) + ")",
                        shapes(op.outputs().stream().map(Tensor::shape).toList()),
                        layer == null ? "0" : params(layer),
                        "",
                        trainable(layer));
            }
            String name = layer != null ? layer.name() : node.calls().get(0).name();
            entries.add(new Named(
                    name,
                    layer,
                    new ModelSummary.Row(row.layer(), row.outputShape(), row.params(), connectedTo, row.trainable())));
        }
        return entries;
    }

    private static String trainable(Layer layer) {
        return layer == null || layer.weights().isEmpty() ? "-" : layer.isTrainable() ? "Y" : "N";
    }

    private static Map<Tensor, String> origins(Graph graph) {
        Map<Tensor, String> origins = new HashMap<>();
        for (Graph.Node node : graph.nodes()) {
            if (node.layer() instanceof InputLayer input) {
                origins.put(graph.inputOf(input), input.name() + "[0][0]");
            }
            for (int c = 0; c < node.calls().size(); c++) {
                Op op = node.calls().get(c);
                String name = op instanceof LayerCall call ? call.layer().name() : op.name();
                for (int i = 0; i < op.outputs().size(); i++) {
                    origins.put(op.outputs().get(i), name + "[" + c + "][" + i + "]");
                }
            }
        }
        return origins;
    }

    private static String camel(String name) {
        StringBuilder text = new StringBuilder();
        for (String part : name.split("_", -1)) {
            text.append(part.isEmpty() ? "" : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return text.toString();
    }

    private static String title(Layer layer) {
        return layer.name() + " (" + layer.className() + ")";
    }

    private static String shapes(List<Shape> shapes) {
        if (shapes.isEmpty()) {
            return "?";
        }
        List<String> texts = shapes.stream().map(s -> Shapes.text(s, "None")).toList();
        return texts.size() == 1 ? texts.get(0) : texts.toString();
    }

    private static String params(Layer layer) {
        return layer.isBuilt() || layer instanceof InputLayer
                ? SummaryTable.thousands(layer.countParams())
                : "0 (unbuilt)";
    }
}
