package jeras.zoo.text;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/**
 * Texts and labels from two columns of a table: comma, semicolon or tab separated.
 *
 * <p>Fields between commas or semicolons may stand in quotation marks as RFC 4180 has it, with line ends in them. In a table
 * with tabs quotation marks mean themselves, as sentences have them.
 */
final class TextTable {
    private static final Set<String> TEXT_NAMES = Set.of(
            "text", "sentence", "review", "comment", "content", "message", "tweet", "document", "phrase", "body");
    private static final Set<String> LABEL_NAMES =
            Set.of("label", "sentiment", "class", "category", "target", "rating", "polarity", "stars", "y");
    private static final int MOST_COLUMNS = 1000;

    private final Path file;
    private final Charset charset;
    private final Optional<String> textColumn;
    private final Optional<String> labelColumn;

    /**
     * @param textColumn a name, or a number from 1; empty to find out
     * @param labelColumn likewise
     */
    TextTable(Path file, Charset charset, Optional<String> textColumn, Optional<String> labelColumn) {
        this.file = file;
        this.charset = charset;
        this.textColumn = textColumn;
        this.labelColumn = labelColumn;
    }

    /** Adds the rows. */
    void read(LabelledTexts.Builder into) throws IOException {
        try (TextLines lines = TextLines.open(file, charset)) {
            char delimiter = delimiter();
            List<String> first = row(lines, delimiter);
            boolean header = first.stream().anyMatch(this::isName);
            int[] columns = columns(first, header);
            int text = columns[0];
            int label = columns[1];
            long start = 1;
            for (List<String> row = header ? row(lines, delimiter) : first;
                    !row.isEmpty();
                    row = row(lines, delimiter)) {
                if (row.size() == 1 && row.get(0).isBlank()) {
                    start = lines.line();
                    continue;
                }
                if (row.size() <= Math.max(text, label)) {
                    throw lines.damaged(
                            header && start == 1 ? 2 : start,
                            "at least " + (1 + Math.max(text, label)) + " fields",
                            row.size() + " of them",
                            "check the quotation marks, or that fields are separated as in the first line");
                }
                into.add(row.get(text), row.get(label));
                start = lines.line();
            }
        }
    }

    /** What separates the fields of the first line. */
    private char delimiter() throws IOException {
        try (TextLines lines = TextLines.open(file, charset)) {
            String line = lines.readLine();
            if (line == null) {
                throw refused("a table of texts", "an empty file");
            }
            return line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 && line.indexOf(',') < 0 ? ';' : ',';
        }
    }

    private boolean isName(String field) {
        String name = field.strip().toLowerCase(Locale.ROOT);
        return TEXT_NAMES.contains(name)
                || LABEL_NAMES.contains(name)
                || textColumn.filter(field::equals).isPresent()
                || labelColumn.filter(field::equals).isPresent();
    }

    /** The columns of the text and of the label, from 0. */
    private int[] columns(List<String> first, boolean header) {
        int text = column(first, header, "--text-column", textColumn, TEXT_NAMES);
        int label = column(first, header, "--label-column", labelColumn, LABEL_NAMES);
        if (first.size() == 2 && text < 0 && label < 0) {
            text = first.get(0).length() >= first.get(1).length() ? 0 : 1; // a sentence is longer than its label
        }
        if (first.size() == 2 && (text < 0 || label < 0)) {
            text = text < 0 ? 1 - label : text;
            label = label < 0 ? 1 - text : label;
        }
        if (text < 0 || label < 0) {
            throw refused("to be told which column has the " + (text < 0 ? "texts" : "labels"), describe(first));
        }
        if (text == label) {
            throw refused("two different columns", "column " + (text + 1) + " for both");
        }
        return new int[] {text, label};
    }

    /** From 0; -1 for one that nobody named. */
    private int column(List<String> first, boolean header, String option, Optional<String> told, Set<String> usual) {
        if (told.isPresent()) {
            int named = header ? first.indexOf(told.get()) : -1;
            return named >= 0 ? named : numbered(first, header, option, told.get());
        }
        for (int i = 0; header && i < first.size(); i++) {
            if (usual.contains(first.get(i).strip().toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private int numbered(List<String> first, boolean header, String option, String told) {
        if (told.matches("\\d{1,4}")) {
            int number = Integer.parseInt(told);
            if (number >= 1 && number <= first.size()) {
                return number - 1;
            }
            throw refused("a column from 1 to " + first.size() + " for " + option, told);
        }
        if (header) {
            throw new InvalidArgumentException(Suggestions.unknown("column of " + file.getFileName(), told, first));
        }
        throw refused("a column \"" + told + "\" in the first line, for " + option, describe(first));
    }

    private static String describe(List<String> fields) {
        String all = String.join(" | ", fields);
        return fields.size() + " columns: " + (all.length() > 100 ? all.substring(0, 97) + "..." : all);
    }

    private InvalidArgumentException refused(String expected, String received) {
        return new InvalidArgumentException(JerasException.message(
                "The table " + file + " cannot be read.",
                expected,
                received,
                "name the columns with --text-column and --label-column, or give their numbers from 1"));
    }

    /** The next row; an empty list after the last one. */
    private static List<String> row(TextLines lines, char delimiter) throws IOException {
        List<String> fields = new ArrayList<>();
        while (lines.peek() >= 0) {
            boolean quoted = lines.peek() == '"' && delimiter != '\t';
            fields.add(quoted ? quoted(lines, delimiter) : plain(lines, delimiter));
            if (fields.size() > MOST_COLUMNS) {
                throw lines.damaged(
                        lines.line(), "at most " + MOST_COLUMNS + " fields", "more", "check what separates them");
            }
            int end = lines.next();
            if (end != delimiter) {
                return fields;
            }
            if (lines.peek() < 0) {
                fields.add("");
            }
        }
        return fields;
    }

    private static String plain(TextLines lines, char delimiter) throws IOException {
        StringBuilder field = new StringBuilder();
        while (!ends(lines.peek(), delimiter)) {
            lines.append(field, lines.next());
        }
        return field.toString();
    }

    private static String quoted(TextLines lines, char delimiter) throws IOException {
        StringBuilder field = new StringBuilder();
        long start = lines.line();
        lines.next();
        while (true) {
            int c = lines.next();
            if (c < 0) {
                throw lines.damaged(start, "a closing quotation mark", "none up to the end of the file", "add it");
            } else if (c != '"') {
                lines.append(field, c);
            } else if (lines.peek() == '"') {
                lines.append(field, lines.next());
            } else {
                while (!ends(lines.peek(), delimiter)) {
                    lines.append(field, lines.next());
                }
                return field.toString();
            }
        }
    }

    private static boolean ends(int c, char delimiter) {
        return c < 0 || c == delimiter || c == '\n' || c == '\r';
    }
}
