package jeras.utils;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jeras.utils.SummaryTable.Column;

/**
 * Draws a table with a heavy frame around its heading: the box {@code HEAVY_HEAD} of Python's rich, which draws Keras's
 * summaries.
 *
 * @param columns headings and alignments
 * @param widths characters of each column, a blank at each side included
 */
record TableText(List<Column> columns, List<Integer> widths) {

    /** The frame's top, the headings, standing on the line below them, and that line. */
    String heading() {
        List<List<String>> cells = cells(columns.stream().map(Column::name).toList());
        return line("┏", "━", "┳", "┓")
                + lines(cells, "┃", lines -> height(cells) - lines.size())
                + line("┡", "━", "╇", "┩");
    }

    /** One row of cells, on as many lines as its longest cell needs. */
    String row(List<String> texts) {
        return lines(cells(texts), "│", lines -> 0);
    }

    String rule() {
        return line("├", "─", "┼", "┤");
    }

    String bottom() {
        return line("└", "─", "┴", "┘");
    }

    private String line(String left, String dash, String cross, String right) {
        return widths.stream().map(dash::repeat).collect(Collectors.joining(cross, left, right + "\n"));
    }

    /** For each column the lines of its cell. */
    private List<List<String>> cells(List<String> texts) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            cells.add(wrap(texts.get(i), widths.get(i) - 2));
        }
        return cells;
    }

    private static int height(List<List<String>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(0);
    }

    /** Joins the cells side by side; {@code linesAbove} says how many empty lines go above a cell's own. */
    private String lines(List<List<String>> cells, String border, ToIntFunction<List<String>> linesAbove) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < height(cells); i++) {
            int row = i;
            text.append(IntStream.range(0, cells.size())
                    .mapToObj(c -> " " + aligned(cells.get(c), row - linesAbove.applyAsInt(cells.get(c)), c) + " ")
                    .collect(Collectors.joining(border, border, border + "\n")));
        }
        return text.toString();
    }

    private String aligned(List<String> lines, int row, int column) {
        String text = row >= 0 && row < lines.size() ? lines.get(row) : "";
        int free = widths.get(column) - 2 - ConsoleText.columns(text);
        int left = switch (columns.get(column).alignment()) {
            case LEFT -> 0;
            case CENTER -> free / 2;
            case RIGHT -> free;
        };
        return " ".repeat(left) + text + " ".repeat(free - left);
    }

    /**
     * Breaks {@code text} between words so that every line has {@code width} columns at most; a longer word stands
     * alone, cut and ended by {@code …}. Blanks at the beginning stay: they indent the layers of a nested model.
     */
    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String line = "";
            for (String word : paragraph.stripTrailing().split("(?<=\\S)(?=\\s)", -1)) {
                if (!line.isEmpty() && ConsoleText.columns(line + word) > width) {
                    lines.add(shortened(line, width));
                    line = word.stripLeading();
                } else {
                    line += word;
                }
            }
            lines.add(shortened(line, width));
        }
        return lines;
    }

    private static String shortened(String line, int width) {
        String text = line.stripTrailing();
        return ConsoleText.columns(text) <= width ? text : ConsoleText.cut(text, width - 1) + "…";
    }
}
