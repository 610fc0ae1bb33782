package jeras.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Reads sentences whose words have tags in the form of CoNLL: one word a line with its columns, an empty line after each
 * sentence. Ranges of words and words that are not written, which CoNLL-U knows, are left out.
 *
 * <pre>{@code
 * List<TaggedSentence> train = Conll.read(Path.of("eng.train"));                      // CoNLL 2003: the last column
 * List<TaggedSentence> trees = Conll.read(Path.of("en_ewt-ud-train.conllu"),
 *         o -> o.wordColumn(1).tagColumn(3).delimiter("\t").comment("#"));            // CoNLL-U: UPOS
 * }</pre>
 *
 * @see <a href="https://www.clips.uantwerpen.be/conll2003/ner/">CoNLL 2003</a>
 */
public final class Conll {
    private static final String DOCUMENT = "-DOCSTART-";
    private static final long LARGEST = 2L << 30;

    private final String name;
    private final Options options;
    private final List<TaggedSentence> sentences = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private List<String> tags = new ArrayList<>();

    private Conll(String name, Options options) {
        this.name = name;
        this.options = options;
    }

    /** The options of {@link #read(Path, Consumer)}. */
    public static final class Options {
        private int wordColumn;
        private int tagColumn = -1;
        private String delimiter = "";
        private String comment = "";

        private Options() {}

        /** The column of the words, counted from 0; 0 by default, counted from the last one when negative. */
        public Options wordColumn(int column) {
            wordColumn = column;
            return this;
        }

        /** The column of the tags, counted from 0; -1 by default, counted from the last one when negative. */
        public Options tagColumn(int column) {
            tagColumn = column;
            return this;
        }

        /** What stands between two columns; any space by default. */
        public Options delimiter(String characters) {
            if (characters.isEmpty()) {
                throw new InvalidArgumentException(JerasException.message(
                        "Tagged sentences cannot be read with this delimiter.",
                        "one character or more",
                        "\"\"",
                        "leave it out for any space"));
            }
            delimiter = characters;
            return this;
        }

        /** What lines begin with that are no words; by default there are none. */
        public Options comment(String beginning) {
            comment = beginning;
            return this;
        }
    }

    /** Reads a file whose first column is the word and whose last is the tag. */
    public static List<TaggedSentence> read(Path file) {
        return read(file, o -> {});
    }

    /**
     * Reads a file.
     *
     * @throws FileFormatException if it cannot be read, or a line lacks a column; the message says which line
     */
    public static List<TaggedSentence> read(Path file, Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        Conll conll = new Conll(file.toString(), chosen);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new BoundedInput(Files.newInputStream(file), LARGEST),
                UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)))) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                conll.take(line, number++);
            }
            conll.endSentence();
            return List.copyOf(conll.sentences);
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            file + " cannot be read.",
                            "a text file in UTF-8, one word a line",
                            e.toString(),
                            "check the file and its charset"),
                    e);
        }
    }

    /** The tags that occur, in alphabetical order: what an output layer has to tell apart. */
    public static List<String> tags(List<TaggedSentence> sentences) {
        return sentences.stream()
                .flatMap(sentence -> sentence.tags().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private void take(String line, int number) {
        if (line.isBlank()) {
            endSentence();
            return;
        }
        if (line.startsWith(DOCUMENT) || (!options.comment.isEmpty() && line.startsWith(options.comment))) {
            return;
        }
        String[] columns = options.delimiter.isEmpty()
                ? line.strip().split("\\s+")
                : line.split(Pattern.quote(options.delimiter), -1);
        if (options.wordColumn != 0 && columns[0].matches("\\d+[-.]\\d+")) {
            return; // CoNLL-U: a range of words, or a word that is not written
        }
        words.add(column(columns, options.wordColumn, number));
        tags.add(column(columns, options.tagColumn, number));
    }

    private String column(String[] columns, int column, int line) {
        int place = column < 0 ? column + columns.length : column;
        if (place < 0 || place >= columns.length || columns.length < 2) {
            throw new FileFormatException(JerasException.message(
                    name + ", line " + line + " has too few columns.",
                    "a word and a tag, columns " + options.wordColumn + " and " + options.tagColumn,
                    columns.length + (columns.length == 1 ? " column" : " columns"),
                    "choose other columns, another delimiter, or what comments begin with"));
        }
        return columns[place];
    }

    private void endSentence() {
        if (!words.isEmpty()) {
            sentences.add(new TaggedSentence(words, tags));
            words = new ArrayList<>();
            tags = new ArrayList<>();
        }
    }
}
