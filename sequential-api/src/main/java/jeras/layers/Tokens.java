package jeras.layers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * The lookup of one kind of token: its vocabulary, how that is learned, and what files keep of it.
 *
 * @param <T> strings or whole numbers
 */
abstract class Tokens<T> {
    /** The file of the vocabulary, a token a line. */
    private static final String FILE = "vocabulary.txt";

    /** The array of the weights, beside the numbered ones. */
    private static final String WEIGHTS = "idf_weights";

    final Layer layer;
    final LookupOptions<T> options;
    final Vocabulary<T> vocabulary;

    /** @param order of equally frequent tokens, from the last to the first */
    Tokens(Layer layer, LookupOptions<T> options, Comparator<T> order) {
        this.layer = layer;
        this.options = options;
        this.vocabulary = new Vocabulary<>(layer, options, order);
    }

    /** Learns from a batch: each row is a document, and a batch of rank 1 is one. */
    abstract void count(Array batch);

    /** A token as a line of a file. */
    abstract String line(T token);

    /** The token that a line of a file stands for. */
    abstract T token(String line);

    /** Learns from documents of equal length, which lie one after the other. */
    final void count(Array batch, List<T> tokens) {
        int rows = batch.rank() < 2 ? 1 : (int) batch.length();
        int length = rows == 0 ? 0 : tokens.size() / rows;
        for (int row = 0; row < rows; row++) {
            vocabulary.count(tokens.subList(row * length, (row + 1) * length));
        }
    }

    final InvalidArgumentException outOfVocabulary(String token) {
        return new InvalidArgumentException(JerasException.message(
                layer.titleAndPlace() + " does not know a token.",
                "tokens of its vocabulary, for numOovIndices is 0",
                token,
                "say numOovIndices(1), or take it out of the data"));
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    final Map<String, Array> fileArrays() {
        return options.weighs() && vocabulary.isKnown() ? Map.of(WEIGHTS, vocabulary.weightArray()) : Map.of();
    }

    final Map<String, byte[]> fileAssets() {
        if (vocabulary.isGiven()) {
            return Map.of();
        }
        List<T> all = vocabulary.isKnown() ? vocabulary.all() : List.of();
        String lines = all.stream().map(this::line).collect(Collectors.joining("\n"));
        return Map.of(FILE, lines.getBytes(StandardCharsets.UTF_8));
    }

    final void restore(Map<String, Array> arrays, Map<String, byte[]> assets) {
        byte[] file = assets.get(FILE);
        List<T> read = file == null || vocabulary.isGiven()
                ? List.of()
                : lines(file).stream().map(this::token).toList();
        vocabulary.restore(read, arrays.get(WEIGHTS));
    }

    /** The lines of a file; empty ones at its end are none. */
    static List<String> lines(byte[] file) {
        List<String> lines = new ArrayList<>();
        for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }
}
