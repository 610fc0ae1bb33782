package jeras.zoo.bert;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** The rows of a CSV file (RFC 4180), or of a file whose columns are separated by tabs and nothing is quoted. */
final class TextTable {
    private final Path file;
    private final List<List<String>> rows;

    private TextTable(Path file, List<List<String>> rows) {
        this.file = file;
        this.rows = rows;
    }

    static TextTable read(Path file) {
        String text = TextFile.read(file);
        boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        List<List<String>> rows = csv
                ? quoted(text)
                : text.lines()
                        .filter(l -> !l.isBlank())
                        .map(l -> List.of(l.split("\t", -1)))
                        .toList();
        if (rows.isEmpty()) {
            throw TextFile.wrong(file, "rows of text", "none", null);
        }
        return new TextTable(file, rows);
    }

    /** Fields may stand in quotation marks, in which two of them mean one, and commas and line ends mean themselves. */
    private static List<List<String>> quoted(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inside) {
                boolean twice = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                inside = c != '"' || twice;
                if (inside) {
                    field.append(c);
                    i += twice ? 1 : 0;
                }
            } else if (c == '"' && field.isEmpty()) {
                inside = true;
            } else if (c == ',' || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    end(rows, row);
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        row.add(field.toString());
        end(rows, row);
        return rows;
    }

    private static void end(List<List<String>> rows, List<String> row) {
        if (row.size() > 1 || !row.get(0).isBlank()) {
            rows.add(row);
        }
    }

    /**
     * The place of a column.
     *
     * @param told its name in the first row, or its number from 1; empty to look for one of the usual names
     */
    int column(String option, Optional<String> told, List<String> usual) {
        List<String> first = rows.get(0);
        if (told.isPresent() && told.get().matches("\\d{1,4}")) {
            int place = Integer.parseInt(told.get()) - 1;
            if (place >= 0 && place < first.size()) {
                return place;
            }
        }
        List<String> names =
                first.stream().map(n -> n.strip().toLowerCase(Locale.ROOT)).toList();
        List<String> wanted = told.map(List::of).orElse(usual);
        for (String name : wanted) {
            int place = names.indexOf(name.toLowerCase(Locale.ROOT));
            if (place >= 0) {
                return place;
            }
        }
        throw new InvalidArgumentException(JerasException.message(
                "A column of " + file + " is not there.",
                "a first row with " + String.join(" or ", wanted),
                "columns "
                        + String.join(
                                " | ", first.stream().map(TextTable::shortened).toList()),
                "name it with " + option + ", or give its number from 1 when there is no row of names"));
    }

    private static String shortened(String field) {
        return field.length() > 40 ? field.substring(0, 40) + "..." : field;
    }

    /** All rows but that of the names. */
    List<List<String>> rows(int columns, boolean named) {
        List<List<String>> all = named ? rows.subList(1, rows.size()) : rows;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).size() < columns) {
                throw TextFile.wrong(
                        file,
                        columns + " columns or more in each row",
                        all.get(i).size() + " in row " + (i + 1 + (named ? 1 : 0)),
                        null);
            }
        }
        return all;
    }
}
