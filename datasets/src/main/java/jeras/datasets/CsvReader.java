package jeras.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads tables: comma or tab separated values with quotes, plain or gzipped, in the manner of {@code pandas.read_csv}.
 *
 * <pre>{@code
 * CsvTable iris = CsvReader.read(Path.of("iris.csv"));
 * Array x = iris.numbers("sepal_length", "sepal_width", "petal_length", "petal_width");
 * Categories species = iris.categories("species");
 *
 * CsvTable cars = CsvReader.read(Path.of("auto-mpg.tsv"), o -> o.delimiter("\t").missing("?").header(false));
 * }</pre>
 */
public final class CsvReader {
    private static final int GZIP_MAGIC = 0x1f8b;

    private CsvReader() {}

    /** The options of {@link #read(Path, Consumer)}. */
    public static final class Options {
        private String delimiter = ",";
        private boolean hasHeader = true;
        private List<String> names = List.of();
        private Set<String> missing = Set.of("", "NA", "N/A", "NaN", "nan", "NULL", "null");
        private String comment = "";
        private int skipRows;
        private int maxRows = Integer.MAX_VALUE;
        private long maxBytes = 2L << 30;
        private Charset charset = UTF_8;

        private Options() {}

        /** What stands between two values; a comma by default. */
        public Options delimiter(String characters) {
            if (characters.isEmpty() || characters.contains("\n") || characters.contains("\"")) {
                throw refused("delimiter", "one character or a few, no quote and no line end", characters);
            }
            delimiter = characters;
            return this;
        }

        /** Whether the first row names the columns; true by default. Columns without names are called 0, 1, 2, ... */
        public Options header(boolean isFirstRow) {
            hasHeader = isFirstRow;
            return this;
        }

        /** Names of the columns, in place of those in the file. */
        public Options names(String... columns) {
            names = List.of(columns);
            return this;
        }

        /** What stands for a value that is not known, besides nothing at all; by default what pandas takes for it. */
        public Options missing(String... texts) {
            missing = new HashSet<>(List.of(texts));
            missing.add("");
            return this;
        }

        /** What lines begin with that are no rows; by default there are none. */
        public Options comment(String character) {
            if (character.length() != 1) {
                throw refused("comment", "one character", character);
            }
            comment = character;
            return this;
        }

        /** How many lines come before the table; 0 by default. */
        public Options skipRows(int count) {
            skipRows = count;
            return this;
        }

        /** How many rows are read at most; by default all. */
        public Options maxRows(int count) {
            maxRows = count;
            return this;
        }

        /** How many bytes the unpacked file may have; 2 GiB by default. */
        public Options maxBytes(long count) {
            maxBytes = count;
            return this;
        }

        /** How the text is written down; UTF-8 by default. */
        public Options charset(Charset encoding) {
            charset = encoding;
            return this;
        }

        private static InvalidArgumentException refused(String option, String expected, String received) {
            return new InvalidArgumentException(JerasException.message(
                    "A table cannot be read with this " + option + ".",
                    expected,
                    "\"" + received + "\"",
                    "leave it out for the default"));
        }

        private CSVFormat format() {
            CSVFormat.Builder format = CSVFormat.Builder.create()
                    .setDelimiter(delimiter)
                    .setQuote('"')
                    .setIgnoreEmptyLines(true);
            if (!comment.isEmpty()) {
                format.setCommentMarker(comment.charAt(0));
            }
            return format.get();
        }
    }

    /** Reads a table with a header and commas. */
    public static CsvTable read(Path file) {
        return read(file, o -> {});
    }

    /**
     * Reads a table.
     *
     * @throws FileFormatException if the file cannot be read, or a row has more or fewer values than there are columns
     */
    public static CsvTable read(Path file, Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), chosen);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** As {@link #read(Path)}, from a stream that stays open; {@code name} is what messages call it. */
    static CsvTable read(InputStream in, String name) {
        try {
            return read(in, name, new Options());
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static CsvTable read(InputStream in, String name, Options options) throws IOException {
        Reader text = new InputStreamReader(
                new BoundedInput(unpacked(in), options.maxBytes),
                options.charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
        int skipped = skipLines(text, options.skipRows);
        try (CSVParser parser =
                CSVParser.builder().setReader(text).setFormat(options.format()).get()) {
            return new Rows(parser, name, options, skipped).read();
        } catch (UncheckedIOException e) { // from the parser's iterator
            throw e.getCause();
        }
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(3);
        int first = buffered.read();
        int second = buffered.read();
        int third = buffered.read();
        buffered.reset();
        if ((first << 8 | second) == GZIP_MAGIC) {
            return new GZIPInputStream(buffered, 1 << 16);
        }
        if (first == 0xef && second == 0xbb && third == 0xbf) { // a byte order mark, as spreadsheets write it
            buffered.skipNBytes(3);
        }
        return buffered;
    }

    private static int skipLines(Reader text, int count) throws IOException {
        int left = count;
        while (left > 0) {
            int c = text.read();
            if (c < 0) {
                break;
            }
            left -= c == '\n' ? 1 : 0;
        }
        return count - left;
    }

    private static FileFormatException unreadable(String name, IOException e) {
        return new FileFormatException(
                JerasException.message(
                        name + " cannot be read.",
                        "a table of separated values, plain or gzipped",
                        e.getMessage() == null ? e.toString() : e.getMessage(),
                        "check the file, its charset and its quotes"),
                e);
    }

    /** The rows on their way into a table. */
    private static final class Rows {
        private final CSVParser parser;
        private final String name;
        private final Options options;
        private final int skipped;
        private final List<String[]> values = new ArrayList<>();
        private final List<Long> lines = new ArrayList<>();

        Rows(CSVParser parser, String name, Options options, int skipped) {
            this.parser = parser;
            this.name = name;
            this.options = options;
            this.skipped = skipped;
        }

        CsvTable read() {
            List<String> columns = options.names;
            boolean isHeader = options.hasHeader;
            Iterator<CSVRecord> records = parser.iterator();
            while (values.size() < options.maxRows && records.hasNext()) {
                CSVRecord record = records.next();
                if (isHeader) {
                    columns = columns.isEmpty() ? stripped(record) : columns;
                    isHeader = false;
                } else {
                    columns = columns.isEmpty() ? numbered(record.size()) : columns;
                    add(record, columns);
                }
            }
            return new CsvTable(name, columns, values, lines);
        }

        private void add(CSVRecord record, List<String> columns) {
            long line = skipped + parser.getCurrentLineNumber();
            if (record.size() != columns.size()) {
                throw new FileFormatException(JerasException.message(
                        name + ", line " + line + " is no row of the table.",
                        columns.size() + " values, one for each column",
                        record.size() + " values",
                        "quote values that hold a delimiter, and check which delimiter the file has"));
            }
            String[] row = new String[record.size()];
            for (int column = 0; column < row.length; column++) {
                String value = record.get(column).strip();
                row[column] = options.missing.contains(value) ? "" : value;
            }
            values.add(row);
            lines.add(line);
        }

        private static List<String> stripped(CSVRecord record) {
            return record.stream().map(String::strip).toList();
        }

        private static List<String> numbered(int count) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                names.add(Integer.toString(i));
            }
            return names;
        }
    }
}
