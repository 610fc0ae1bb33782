package jeras.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
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
        List<SummaryRows.Named> entries = model.graph()
                .map(graph -> SummaryRows.functional(graph, chain))
                .orElseGet(() -> model.layers().stream().map(SummaryRows::alone).toList());
        List<Row> rows = new ArrayList<>();
        for (SummaryRows.Named entry : SummaryRows.range(entries, options)) {
            rows.add(entry.row());
            if (options.expandNested && entry.layer() instanceof Model inner) {
                SummaryRows.nested(inner, 1, chain ? "" : "-", rows);
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
