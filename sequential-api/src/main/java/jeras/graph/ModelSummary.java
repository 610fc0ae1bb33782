package jeras.graph;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

    /**
     * One layer.
     *
     * @param layer its name and class; inside another model after a mark of the depth
     * @param outputShape as {@code (None, 10)}
     * @param params its number of weights
     * @param connectedTo where its inputs come from, {@code -} for none; empty in a chain
     * @param trainable {@code Y}, {@code N}, or {@code -} without weights
     */
    public record Row(String layer, String outputShape, String params, String connectedTo, String trainable) {}

    private ModelSummary(SummaryTable table, List<Row> rows, int lineLength) {
        this.table = table;
        this.rows = rows;
        this.lineLength = lineLength;
    }

    /** The summary of a model as it is now: built or not. */
    public static ModelSummary of(Model model) {
        return of(model, options -> {});
    }

    /** As {@link #of(Model)}, with Keras's options. */
    public static ModelSummary of(Model model, Consumer<SummaryOptions> told) {
        SummaryOptions options = new SummaryOptions();
        told.accept(options);
        boolean chain = model.graph().map(ModelSummary::isLinear).orElse(true);
        List<Named> entries = model.graph()
                .map(graph -> functional(graph, chain))
                .orElseGet(
                        () -> model.layers().stream().map(ModelSummary::alone).toList());
        List<Row> rows = new ArrayList<>();
        for (Named entry : range(entries, options)) {
            rows.add(entry.row);
            if (options.expandNested && entry.layer instanceof Model inner) {
                nested(inner, 1, chain ? "" : "-", rows);
            }
        }
        List<Column> columns = columns(chain, options);
        List<List<String>> cells = rows.stream()
                .map(row -> {
                    List<String> texts = new ArrayList<>(List.of(row.layer, row.outputShape, row.params));
                    if (!chain) {
                        texts.add(row.connectedTo);
                    }
                    if (options.showTrainable) {
                        texts.add(row.trainable);
                    }
                    return texts;
                })
                .toList();
        String title = "Model: \"" + (model.name() == null ? Naming.snakeCase(model.className()) : model.name()) + "\"";
        int byDefault = (chain ? 88 : 108) + (options.showTrainable ? 12 : 0);
        return new ModelSummary(
                SummaryTable.of(title, columns, cells, footer(model)),
                List.copyOf(rows),
                options.lineLength > 0 ? options.lineLength : byDefault);
    }

    /** A row, and the layer that it is about; null for an operation. */
    private record Named(String name, Layer layer, Row row) {}

    private static List<Column> columns(boolean chain, SummaryOptions options) {
        double[] ends = options.positions.length > 0
                ? options.positions
                : chain ? new double[] {0.45, 0.80, 1} : new double[] {0.3, 0.56, 0.74, 1};
        int count = chain ? 3 : 4;
        if (ends.length != count) {
            throw new InvalidArgumentException(JerasException.message(
                    "The summary cannot be laid out.",
                    count + " positions, one a column",
                    Arrays.toString(ends),
                    "give one end for each column"));
        }
        double share = options.showTrainable ? 0.9 : 1;
        List<Column> columns = new ArrayList<>(List.of(
                Column.left("Layer (type)", ends[0] * share),
                Column.left("Output Shape", ends[1] * share),
                Column.right("Param #", ends[2] * share)));
        if (!chain) {
            columns.add(Column.left("Connected to", ends[3] * share));
        }
        if (options.showTrainable) {
            columns.add(Column.center("Trainable", 1));
        }
        return columns;
    }

    /** From the first entry that one pattern matches to the last that the other matches, whichever of them is first. */
    private static List<Named> range(List<Named> entries, SummaryOptions options) {
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

    private static void nested(Model model, int depth, String connectedTo, List<Row> rows) {
        for (Layer layer : model.layers()) {
            Row row = alone(layer).row;
            String mark = "   ".repeat(depth) + "└ ";
            rows.add(new Row(mark + row.layer, row.outputShape, row.params, connectedTo, row.trainable));
            if (layer instanceof Model inner) {
                nested(inner, depth + 1, connectedTo, rows);
            }
        }
    }

    private static Named alone(Layer layer) {
        List<Shape> shapes = layer instanceof InputLayer input ? List.of(input.batchShape()) : layer.outputShapes();
        String name = layer.name() == null ? "" : layer.name();
        return new Named(name, layer, new Row(title(layer), shapes(shapes), params(layer), "", trainable(layer)));
    }

    private static List<Named> functional(Graph graph, boolean chain) {
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
            Row row;
            if (layer instanceof InputLayer) {
                row = alone(layer).row;
            } else {
                Op op = node.calls().get(node.calls().size() - 1);
                row = new Row(
                        layer != null ? title(layer) : op.name() + " (" + camel(op.name()) + ")",
                        shapes(op.outputs().stream().map(Tensor::shape).toList()),
                        layer == null ? "0" : params(layer),
                        "",
                        trainable(layer));
            }
            String name = layer != null ? layer.name() : node.calls().get(0).name();
            entries.add(new Named(
                    name, layer, new Row(row.layer, row.outputShape, row.params, connectedTo, row.trainable)));
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
