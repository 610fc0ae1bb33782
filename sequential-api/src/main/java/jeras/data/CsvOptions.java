package jeras.data;

import java.util.List;
import java.util.OptionalDouble;

/** What {@link Dataset#csv} is told, besides the file. */
public final class CsvOptions {
    char delimiter = ',';
    boolean header = true;
    List<String> columnNames = List.of();
    List<String> columns = List.of();
    List<String> targets = List.of();
    List<String> text = List.of();
    boolean byName;
    OptionalDouble missingValue = OptionalDouble.empty();

    CsvOptions() {}

    /** What stands between two cells; default: a comma. */
    public CsvOptions delimiter(char value) {
        delimiter = value;
        return this;
    }

    /** Whether the first line has the names of the columns; default: true. */
    public CsvOptions header(boolean value) {
        header = value;
        return this;
    }

    /** The names of all columns in their order; by default those of the header, or {@code "0"}, {@code "1"}, ... without one. */
    public CsvOptions columnNames(String... names) {
        columnNames = List.of(names);
        return this;
    }

    /** The columns that are inputs; default: all but the targets. */
    public CsvOptions columns(String... names) {
        columns = List.of(names);
        return this;
    }

    /** The columns that are targets: one gives a number for each sample, several give a row; default: none. */
    public CsvOptions target(String... names) {
        targets = List.of(names);
        return this;
    }

    /** The columns whose cells are strings; the others are numbers. */
    public CsvOptions text(String... names) {
        text = List.of(names);
        return this;
    }

    /**
     * Whether each column is an input of its own, by its name, for a model that has such inputs; by default they are one input, a row
     * of numbers.
     */
    public CsvOptions byName(boolean value) {
        byName = value;
        return this;
    }

    /** The number that an empty cell stands for; by default an empty cell among numbers is refused. */
    public CsvOptions missingValue(double value) {
        missingValue = OptionalDouble.of(value);
        return this;
    }
}
