package jeras.zoo.recipe;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/**
 * Some columns of a table, such as texts and their labels: comma, semicolon or tab separated.
 *
 * <p>Fields between commas or semicolons may stand in quotation marks as RFC 4180 has it, with line ends in them. In a table
 * with tabs quotation marks mean themselves, as sentences have them. A first line with a column's name in it is taken for names.
 */
public final class TextTable {
    private static final int MOST_COLUMNS = 1000;

    private final Path file;
    private final Charset charset;
    private final List<Column> columns;

    /**
     * A column that is looked for.
     *
     * @param content what it has, for messages: "texts"
     * @param option what names it on the command line: "--text-column"
     * @param told its name, or its number from 1; empty to look for one of the usual names
     * @param usual names in small letters, the likeliest first
     */
    public record Column(String content, String option, Optional<String> told, List<String> usual) {
        /** The column of the texts, or of the first texts of pairs. */
        public static Column texts(Optional<String> told) {
            return new Column(
                    "texts",
                    "--text-column",
                    told,
                    List.of(
                            "text",
                            "sentence",
                            "review",
                            "comment",
                            "content",
                            "message",
                            "tweet",
                            "document",
                            "phrase",
                            "body",
                            "sentence1",
                            "premise",
                            "question1",
                            "text1"));
        }

        /** The column of the second texts of pairs. */
        public static Column secondTexts(Optional<String> told) {
            return new Column(
                    "second texts", "--second-column", told, List.of("sentence2", "hypothesis", "question2", "text2"));
        }

        /** The column of the labels. */
        public static Column labels(Optional<String> told) {
            return new Column(
                    "labels",
                    "--label-column",
                    told,
                    List.of(
                            "label",
                            "sentiment",
                            "class",
                            "category",
                            "target",
                            "rating",
                            "polarity",
                            "stars",
                            "labels",
                            "y"));
        }

        /** A number names nothing: the fields of a row of data may be numbers too. */
        private boolean names(String field) {
            return told.filter(name -> !isNumber(name)).filter(field::equals).isPresent()
                    || usual.contains(simple(field));
        }
    }

    private TextTable(Path file, Charset charset, List<Column> columns) {
        this.file = file;
        this.charset = charset;
        this.columns = columns;
    }

    /** These columns of a table, which is read by {@link #read}. */
    public static TextTable of(Path file, Charset charset, Column... columns) {
        return new TextTable(file, charset, List.of(columns));
    }

    /**
     * Reads row by row.
     *
     * @param each takes the fields of a row, in the order of the columns that are looked for; blank ones are empty or blank
     * @throws InvalidArgumentException if there is no such file or column
     * @throws jeras.FileFormatException if the file is not such a table
     */
    public void read(Consumer<List<String>> each) throws IOException {
        try (TextLines lines = TextLines.open(file, charset)) {
            char delimiter = delimiter();
            List<String> first = row(lines, delimiter);
            boolean header = first.stream().anyMatch(field -> columns.stream().anyMatch(column -> column.names(field)));
            List<Integer> places = places(first, header);
            int needed = 1 + Collections.max(places);
            long start = header ? lines.line() : 1;
            for (List<String> row = header ? row(lines, delimiter) : first;
                    !row.isEmpty();
                    row = row(lines, delimiter)) {
                boolean blank = row.size() == 1 && row.get(0).isBlank();
                if (!blank && row.size() < needed) {
                    throw lines.damaged(
                            start,
                            "at least " + needed + " fields",
                            row.size() + " of them",
                            "check the quotation marks, or that fields are separated as in the first line");
                }
                if (!blank) {
                    each.accept(places.stream().map(row::get).toList());
                }
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
            long semicolons = line.chars().filter(c -> c == ';').count();
            long commas = line.chars().filter(c -> c == ',').count();
            return line.indexOf('\t') >= 0 ? '\t' : semicolons > commas ? ';' : ',';
        }
    }

    /** Where the columns stand, from 0. */
    private List<Integer> places(List<String> first, boolean header) {
        int[] places = columns.stream().mapToInt(c -> place(first, header, c)).toArray();
        if (first.size() == 2 && columns.size() == 2) {
            guess(places, first);
        }
        List<Integer> found = Arrays.stream(places).boxed().toList();
        if (found.contains(-1)) {
            throw refused(
                    "to be told which column has the "
                            + columns.get(found.indexOf(-1)).content(),
                    describe(first));
        }
        IntStream.range(0, places.length)
                .filter(i -> found.indexOf(places[i]) < i)
                .findFirst()
                .ifPresent(i -> {
                    throw refused("different columns", "column " + (places[i] + 1) + " twice");
                });
        return found;
    }

    /** Of two columns one tells where the other is; and a sentence is longer than its label. */
    private static void guess(int[] places, List<String> first) {
        if (places[0] < 0 && places[1] < 0) {
            places[0] = first.get(0).length() >= first.get(1).length() ? 0 : 1;
        }
        places[0] = places[0] < 0 ? 1 - places[1] : places[0];
        places[1] = places[1] < 0 ? 1 - places[0] : places[1];
    }

    /** From 0; -1 for one that nobody named. */
    private int place(List<String> first, boolean header, Column column) {
        if (column.told().isPresent()) {
            int named = header ? first.indexOf(column.told().get()) : -1;
            return named >= 0
                    ? named
                    : numbered(first, header, column.option(), column.told().get());
        }
        List<String> names = first.stream().map(TextTable::simple).toList();
        return column.usual().stream()
                .filter(name -> header)
                .mapToInt(names::indexOf)
                .filter(place -> place >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static boolean isNumber(String told) {
        return told.matches("\\d{1,4}");
    }

    private static String simple(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private int numbered(List<String> first, boolean header, String option, String told) {
        if (isNumber(told)) {
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
                "name the columns with "
                        + columns.stream().map(Column::option).collect(Collectors.joining(" and "))
                        + ", or give their numbers from 1"));
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
