package jeras.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/**
 * A table as a file had it: named columns of text, which become numbers, categories or strings where they are asked for.
 * Values that are missing are empty.
 *
 * @see CsvReader
 */
public final class CsvTable {
    private final String name;
    private final List<String> columns;
    private final List<String[]> rows;
    private final List<Long> lines;

    CsvTable(String name, List<String> columns, List<String[]> rows, List<Long> lines) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.lines = lines;
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new FileFormatException(JerasException.message(
                    name + " has two columns of one name.",
                    "names that differ",
                    String.join(", ", columns),
                    "name the columns with names(...)"));
        }
    }

    /** The names of the columns, in their order. */
    public List<String> columns() {
        return columns;
    }

    /** The number of rows. */
    public int count() {
        return rows.size();
    }

    /**
     * Columns of numbers; missing values are NaN.
     *
     * @param names one or more columns; none for all
     * @return FLOAT64 {@code (count, columns)}
     * @throws InvalidArgumentException if there is no such column
     * @throws FileFormatException if a value is no number; the message says in which line
     */
    public Array numbers(String... names) {
        List<String> chosen = names.length == 0 ? columns : List.of(names);
        int[] places = chosen.stream().mapToInt(this::place).toArray();
        double[] values = new double[Math.multiplyExact(rows.size(), places.length)];
        int at = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int place : places) {
                values[at++] = number(row, place);
            }
        }
        return Array.of(values, rows.size(), places.length);
    }

    /** All columns of numbers but these, in their order: as {@link #numbers}. */
    public Array numbersExcept(String... names) {
        Arrays.stream(names).forEach(this::place);
        List<String> left = columns.stream()
                .filter(column -> !List.of(names).contains(column))
                .toList();
        return numbers(left.toArray(String[]::new));
    }

    /**
     * A column of whole numbers, such as labels.
     *
     * @return INT32 {@code (count)}
     * @throws FileFormatException if a value is missing or is no whole number; the message says in which line
     */
    public Array integers(String column) {
        int place = place(column);
        int[] values = new int[rows.size()];
        for (int row = 0; row < values.length; row++) {
            double value = number(row, place);
            if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
                throw wrong(row, place, "a whole number");
            }
            values[row] = (int) value;
        }
        return Array.of(values, values.length);
    }

    /**
     * A column of names as codes: its different values in alphabetical order are 0, 1, 2, ..., a missing one is -1, as in
     * {@code pandas.Categorical}.
     */
    public Categories categories(String column) {
        int place = place(column);
        TreeSet<String> found = new TreeSet<>();
        rows.forEach(row -> found.add(row[place]));
        found.remove("");
        return categories(column, found.toArray(String[]::new));
    }

    /**
     * As {@link #categories(String)}, with the names in an order of your own, or in the one that another table gave.
     *
     * @throws FileFormatException if a value is none of them; the message says in which line
     */
    public Categories categories(String column, String... names) {
        int place = place(column);
        List<String> known = List.of(names);
        int[] codes = new int[rows.size()];
        for (int row = 0; row < codes.length; row++) {
            String value = rows.get(row)[place];
            codes[row] = known.indexOf(value);
            if (codes[row] < 0 && !value.isEmpty()) {
                throw wrong(row, place, "one of " + String.join(", ", known));
            }
        }
        return new Categories(Array.of(codes, codes.length), known);
    }

    /**
     * A column of texts; missing ones are empty.
     *
     * @return strings {@code (count)}
     */
    public Array texts(String column) {
        int place = place(column);
        return Array.of(rows.stream().map(row -> row[place]).toArray(String[]::new), rows.size());
    }

    /** The rows in which none of these columns is missing; none for all columns. */
    public CsvTable dropMissing(String... names) {
        List<String> chosen = names.length == 0 ? columns : List.of(names);
        int[] places = chosen.stream().mapToInt(this::place).toArray();
        List<String[]> kept = new ArrayList<>();
        List<Long> keptLines = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String[] values = rows.get(row);
            if (Arrays.stream(places).noneMatch(place -> values[place].isEmpty())) {
                kept.add(values);
                keptLines.add(lines.get(row));
            }
        }
        return new CsvTable(name, columns, kept, keptLines);
    }

    private int place(String column) {
        int place = columns.indexOf(column);
        if (place < 0) {
            throw new InvalidArgumentException(Suggestions.unknown("column of " + name, column, columns));
        }
        return place;
    }

    private double number(int row, int place) {
        String value = rows.get(row)[place];
        if (value.isEmpty()) {
            return Double.NaN;
        }
        char last = value.charAt(value.length() - 1);
        if (last == 'd' || last == 'D' || last == 'f' || last == 'F') { // Java's own suffixes are no part of a number
            throw wrong(row, place, "a number");
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw wrong(row, place, "a number");
        }
    }

    private FileFormatException wrong(int row, int place, String expected) {
        String value = rows.get(row)[place];
        return new FileFormatException(JerasException.message(
                name + ", line " + lines.get(row) + " does not fit in column \"" + columns.get(place) + "\".",
                expected,
                value.isEmpty() ? "a missing value" : "\"" + value + "\"",
                "name what stands for missing values with missing(...), or drop such rows with dropMissing()"));
    }

    /** Name, columns and count, never the values. */
    @Override
    public String toString() {
        return "CsvTable(" + rows.size() + " rows of " + String.join(", ", columns) + ")";
    }
}
