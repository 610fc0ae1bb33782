package jeras.utils;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * A table with a title above and lines below, as {@code model.summary()} prints it: as text, line for line as Keras
 * draws it, or as HTML for a notebook.
 *
 * <pre>{@code
 * SummaryTable.of(
 *                 "Model: \"sequential\"",
 *                 List.of(
 *                         Column.left("Layer (type)", 0.45),
 *                         Column.left("Output Shape", 0.80),
 *                         Column.right("Param #", 1.0)),
 *                 List.of(List.of("dense (Dense)", "(None, 10)", "7,850")),
 *                 List.of(" Total params: 7,850 (30.66 KB)"))
 *         .text(88)
 * }</pre>
 */
public final class SummaryTable {
    /** Where a column's cells and its heading stand. */
    public enum Alignment {
        LEFT,
        CENTER,
        RIGHT
    }

    /**
     * One column.
     *
     * @param name the heading
     * @param position where the column ends, as a part of the line: greater than the column's before it, at most 1
     * @param alignment of the heading and of the cells
     */
    public record Column(String name, double position, Alignment alignment) {
        /** A column of text. */
        public static Column left(String name, double position) {
            return new Column(name, position, Alignment.LEFT);
        }

        /** A column of numbers. */
        public static Column right(String name, double position) {
            return new Column(name, position, Alignment.RIGHT);
        }

        /** A column of marks, such as {@code Y} and {@code N}. */
        public static Column center(String name, double position) {
            return new Column(name, position, Alignment.CENTER);
        }
    }

    private static final String[] BYTE_UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

    private final String title;
    private final List<Column> columns;
    private final List<List<String>> rows;
    private final List<String> footer;

    private SummaryTable(String title, List<Column> columns, List<List<String>> rows, List<String> footer) {
        this.title = title;
        this.columns = List.copyOf(columns);
        this.rows = rows.stream().map(List::copyOf).toList();
        this.footer = List.copyOf(footer);
    }

    /**
     * A table of these cells.
     *
     * @param rows one list of cells a row, as many cells as there are columns
     * @param footer the lines below the table
     * @throws InvalidArgumentException if a row has too few or too many cells
     */
    public static SummaryTable of(String title, List<Column> columns, List<List<String>> rows, List<String> footer) {
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new InvalidArgumentException(JerasException.message(
                        "A row does not fit the table \"" + title + "\".",
                        columns.size() + " cells",
                        row.size() + " cells: " + row,
                        "give one cell for each column"));
            }
        }
        return new SummaryTable(title, columns, rows, footer);
    }

    /**
     * The table as text; every line ends in {@code \n}. Cells that are too long are broken between words, and a word
     * that is too long ends in {@code …}. The title is never broken.
     *
     * @param lineLength the table's width in characters
     * @throws InvalidArgumentException if a column would get fewer than four characters
     */
    public String text(int lineLength) {
        TableText table = new TableText(columns, columnWidths(lineLength));
        StringBuilder text = new StringBuilder(title).append('\n').append(table.heading());
        for (int i = 0; i < rows.size(); i++) {
            text.append(i == 0 ? "" : table.rule()).append(table.row(rows.get(i)));
        }
        text.append(table.bottom());
        footer.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** The table as an HTML element, everything in it escaped; without styles but for the alignment. */
    public String html() {
        return TableHtml.of(title, columns, rows, footer);
    }

    /** The text at Keras's own line length: 88, or 108 where there are more than three columns. */
    @Override
    public String toString() {
        return text(columns.size() > 3 ? 108 : 88);
    }

    /** A size in memory with two decimals and a unit of 1024: {@code 652,928} is {@code "637.62 KB"}. */
    public static String readableBytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < BYTE_UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return PythonFormat.fixed(size, 2) + " " + BYTE_UNITS[unit];
    }

    /** A number with commas: {@code "1,234,567"}. */
    public static String thousands(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * The characters of each column, blanks at both sides included, borders not. Keras divides the whole line by the
     * positions; what borders and blanks then take too much is taken from all columns alike.
     */
    private List<Integer> columnWidths(int lineLength) {
        List<Integer> widths = new ArrayList<>();
        int end = 0;
        for (Column column : columns) {
            int width = (int) (column.position() * lineLength) - end;
            if (width < 4) {
                throw new InvalidArgumentException(JerasException.message(
                        "Insufficient console width to print summary.",
                        "4 characters or more for each column",
                        width + " for \"" + column.name() + "\" of a line of " + lineLength,
                        "give a greater line length, or other positions"));
            }
            end += width;
            widths.add(width + 2);
        }
        int available = lineLength - (columns.size() + 1);
        int excess = widths.stream().mapToInt(Integer::intValue).sum() - available;
        for (int i = 0; i < widths.size() && excess > 0; i++) {
            int share = (int) Math.rint((double) excess / (widths.size() - i));
            widths.set(i, widths.get(i) - share);
            excess -= share;
        }
        return widths;
    }
}
