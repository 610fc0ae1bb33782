package jeras.graph;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jeras.Model;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.layers.LayerCall;
import jeras.ops.Op;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.utils.Naming;
import jeras.utils.SummaryTable;
import jeras.utils.SummaryTable.Column;

/**
 * A model's layers with shapes and numbers of weights: Keras's table as text, as HTML or row by row.
 *
 * @see <a href="https://keras.io/api/models/model/#summary-method">keras.Model.summary</a>
 */
public final class ModelSummary {
    private final SummaryTable table;
    private final List<Row> rows;
    private final int lineLength;

    /** One layer: its name and class, the shape of its output, its number of weights, and where its inputs come from. */
    public record Row(String layer, String outputShape, String params, String connectedTo) {}

    private ModelSummary(SummaryTable table, List<Row> rows, int lineLength) {
        this.table = table;
        this.rows = rows;
        this.lineLength = lineLength;
    }

    /** The summary of a model as it is now: built or not. */
    public static ModelSummary of(Model model) {
        List<Row> rows = model.graph().map(ModelSummary::functional).orElseGet(() -> stack(model));
        boolean linear = model.graph().map(ModelSummary::isLinear).orElse(true);
        List<Column> columns = linear
                ? List.of(
                        Column.left("Layer (type)", 0.45),
                        Column.left("Output Shape", 0.80),
                        Column.right("Param #", 1.0))
                : List.of(
                        Column.left("Layer (type)", 0.3),
                        Column.left("Output Shape", 0.56),
                        Column.right("Param #", 0.74),
                        Column.left("Connected to", 1.0));
        List<List<String>> cells = rows.stream()
                .map(r -> linear
                        ? List.of(r.layer, r.outputShape, r.params)
                        : List.of(r.layer, r.outputShape, r.params, r.connectedTo))
                .toList();
        String title = "Model: \"" + (model.name() == null ? Naming.snakeCase(model.className()) : model.name()) + "\"";
        return new ModelSummary(
                SummaryTable.of(title, columns, cells, footer(model)), List.copyOf(rows), linear ? 88 : 108);
    }

    private static List<Row> stack(Model model) {
        List<Row> rows = new ArrayList<>();
        for (Layer layer : model.layers()) {
            rows.add(new Row(title(layer), shapes(layer.outputShapes()), params(layer), ""));
        }
        return rows;
    }

    private static List<Row> functional(Graph graph) {
        Map<Tensor, String> origins = origins(graph);
        List<Row> rows = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            List<String> from = new ArrayList<>();
            for (Op call : node.calls()) {
                for (Tensor t : call.inputs()) {
                    if (origins.containsKey(t)) {
                        from.add(origins.get(t));
                    }
                }
            }
            String layer;
            List<Shape> shapes;
            if (node.layer() instanceof InputLayer input) {
                layer = title(input);
                shapes = List.of(input.batchShape());
            } else {
                Op op = node.calls().get(node.calls().size() - 1);
                layer = node.layer() != null ? title(node.layer()) : op.name() + " (" + camel(op.name()) + ")";
                shapes = op.outputs().stream().map(Tensor::shape).toList();
            }
            rows.add(new Row(
                    layer,
                    shapes(shapes),
                    node.layer() == null ? "0" : params(node.layer()),
                    from.isEmpty() ? "-" : String.join(", ", from)));
        }
        return rows;
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

    /** True for a chain, which needs no column that says what is connected to what. */
    private static boolean isLinear(Graph graph) {
        return graph.inputs().size() == 1
                && graph.outputs().size() == 1
                && graph.nodes().stream().allMatch(n -> n.calls().size() <= 1)
                && graph.order().stream()
                        .allMatch(op -> op.inputs().stream()
                                        .filter(t -> !(t instanceof Variable))
                                        .count()
                                == 1)
                && graph.order().stream()
                                .flatMap(op -> op.inputs().stream())
                                .filter(t -> !(t instanceof Variable))
                                .distinct()
                                .count()
                        == graph.order().size();
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

    private static List<String> footer(Model model) {
        long trainable = count(model.trainableWeights());
        long frozen = count(model.nonTrainableWeights());
        long trainableBytes = bytes(model.trainableWeights());
        long frozenBytes = bytes(model.nonTrainableWeights());
        long slots = 0;
        long slotBytes = 0;
        if (model.isCompiled()) {
            List<Variable> variables = model.optimizer().variables();
            slots = variables.isEmpty() ? 0 : count(variables) + 2;
            slotBytes = variables.isEmpty() ? 0 : bytes(variables) + 8;
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("Total", trainable + frozen + slots, trainableBytes + frozenBytes + slotBytes));
        lines.add(line("Trainable", trainable, trainableBytes));
        lines.add(line("Non-trainable", frozen, frozenBytes));
        if (slots > 0) {
            lines.add(line("Optimizer", slots, slotBytes));
        }
        return lines;
    }

    private static String line(String what, long count, long bytes) {
        return " " + what + " params: " + SummaryTable.thousands(count) + " (" + SummaryTable.readableBytes(bytes)
                + ")";
    }

    private static long count(List<Variable> variables) {
        return variables.stream().mapToLong(v -> v.shape().size()).sum();
    }

    private static long bytes(List<Variable> variables) {
        return variables.stream()
                .mapToLong(v -> v.shape().size() * v.dataType().getNumOfBytes())
                .sum();
    }

    /** Row by row. */
    public List<Row> rows() {
        return rows;
    }

    /** As an HTML table. */
    public String toHtml() {
        return table.html();
    }

    /** As text of at most this width. */
    public String text(int width) {
        return table.text(width);
    }

    @Override
    public String toString() {
        return table.text(lineLength);
    }
}
