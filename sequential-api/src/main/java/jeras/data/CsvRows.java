package jeras.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/** A walk through the rows of a table, each a sample. */
final class CsvRows implements Dataset.Stream {
    private final Path file;
    private final CsvOptions options;
    private final CsvCells cells;
    private final List<String> names;
    private final List<String> inputs;
    private List<String> row;

    CsvRows(Path file, CsvOptions options) {
        this.file = file;
        this.options = options;
        this.cells = new CsvCells(file, options.delimiter);
        List<String> first = cells.read();
        row = options.header ? cells.read() : first;
        names = names(first);
        List.of(options.targets, options.columns, options.text).forEach(this::check);
        inputs = options.columns.isEmpty()
                ? names.stream().filter(n -> !options.targets.contains(n)).toList()
                : options.columns;
        if (!options.byName && inputs.stream().anyMatch(options.text::contains)) {
            throw new InvalidArgumentException(JerasException.message(
                    "Strings and numbers cannot be one row of numbers.",
                    "inputs that are numbers",
                    "the strings of "
                            + inputs.stream().filter(options.text::contains).toList(),
                    "make each column an input of its own by byName(true), or name the numbers by columns(...)"));
        }
    }

    private List<String> names(List<String> first) {
        if (!options.columnNames.isEmpty()) {
            return options.columnNames;
        }
        return options.header
                ? first.stream().map(String::strip).toList()
                : IntStream.range(0, first.size()).mapToObj(Integer::toString).toList();
    }

    private void check(List<String> told) {
        for (String name : told) {
            if (!names.contains(name)) {
                throw new InvalidArgumentException(Suggestions.unknown("column of " + file, name, names));
            }
        }
    }

    @Override
    public boolean hasNext() {
        return !row.isEmpty();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (row.size() != names.size()) {
            throw new FileFormatException(JerasException.message(
                    "Line " + cells.line() + " of " + file + " has not as many cells as there are columns.",
                    names.size() + " cells, for " + names,
                    row.size() + "",
                    "check the line, or the delimiter"));
        }
        Batch sample = sample();
        row = cells.read();
        return sample;
    }

    private Batch sample() {
        Object x;
        if (options.byName) {
            Map<String, Object> byName = new LinkedHashMap<>();
            inputs.forEach(n -> byName.put(n, value(n)));
            x = byName;
        } else {
            x = numbers(inputs);
        }
        return switch (options.targets.size()) {
            case 0 -> Batch.of(x);
            case 1 -> Batch.of(x, value(options.targets.get(0)));
            default -> Batch.of(x, numbers(options.targets));
        };
    }

    private Array numbers(List<String> columns) {
        float[] numbers = new float[columns.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) number(columns.get(i));
        }
        return Array.of(numbers, numbers.length);
    }

    private Array value(String column) {
        return options.text.contains(column)
                ? Array.of((Object) cell(column))
                : Array.of((Object) (float) number(column));
    }

    private String cell(String column) {
        return row.get(names.indexOf(column));
    }

    private double number(String column) {
        String cell = cell(column).strip();
        if (cell.isEmpty() && options.missingValue.isPresent()) {
            return options.missingValue.getAsDouble();
        }
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "Column \"" + column + "\" has no number in line " + cells.line() + " of " + file + ".",
                            "a number",
                            cell.isEmpty() ? "an empty cell" : "\"" + cell + "\"",
                            cell.isEmpty()
                                    ? "say what empty cells stand for: missingValue(0)"
                                    : "say that it has strings: text(\"" + column + "\")"),
                    e);
        }
    }

    @Override
    public void close() {
        cells.close();
    }
}
