package jeras.layers;

import ai.djl.ndarray.types.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** The lookup of strings: to indices and back, encoded or not, and its vocabulary in files. */
final class StringTokens {
    /** The file of the vocabulary, a token a line. */
    static final String FILE = "vocabulary.txt";

    /** The array of the weights, beside the numbered ones. */
    static final String WEIGHTS = "idf_weights";

    /** As TensorFlow sorts strings: by their bytes, which is by code points. */
    private static final Comparator<String> ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final Layer layer;
    private final LookupOptions<String> options;
    private final Vocabulary<String> vocabulary;

    StringTokens(Layer layer, LookupOptions<String> options) {
        this.layer = layer;
        this.options = options;
        this.vocabulary = new Vocabulary<>(layer, options, ORDER);
    }

    Vocabulary<String> vocabulary() {
        return vocabulary;
    }

    /** The indices of tokens. */
    long[] indices(String[] tokens) {
        vocabulary.require();
        HashBins bins = options.numOovIndices() > 1 ? new HashBins(options.numOovIndices(), options.salt()) : null;
        long[] indices = new long[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            indices[i] = index(tokens[i], bins);
        }
        return indices;
    }

    private long index(String token, HashBins bins) {
        if (token.equals(options.maskToken())) {
            return options.maskIndex();
        }
        int index = vocabulary.index(token);
        if (index >= 0) {
            return index;
        }
        if (options.numOovIndices() == 0) {
            throw outOfVocabulary(layer, "\"" + token + "\"");
        }
        return options.oovStart() + (bins == null ? 0 : bins.bin(token));
    }

    static InvalidArgumentException outOfVocabulary(Layer layer, String token) {
        return new InvalidArgumentException(JerasException.message(
                layer.titleAndPlace() + " does not know a token.",
                "tokens of its vocabulary, for numOovIndices is 0",
                token,
                "say numOovIndices(1), or take it out of the data"));
    }

    /** The layer's output for tokens of a shape. */
    Array encoded(String[] tokens, long... dims) {
        long[] indices = indices(tokens);
        if (options.outputMode().equals("int")) {
            return Encoding.integers(indices, dims);
        }
        return weighted(Encoding.of(options.encoding(), indices, dims, vocabulary.depth()));
    }

    /** The layer's output for rows of tokens, encoded. */
    Array encodedRows(String[] tokens, int[] ends) {
        return weighted(Encoding.ofRows(options.encoding(), indices(tokens), ends, vocabulary.depth()));
    }

    private Array weighted(Array rows) {
        return options.weighs() ? Encoding.weighted(rows, vocabulary.weights()) : rows;
    }

    /** The tokens of indices. */
    Array tokens(Array indices) {
        vocabulary.require();
        long[] values = indices.toLongArray();
        String[] tokens = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            String token = vocabulary.token(values[i]);
            tokens[i] = token == null ? "" : token;
        }
        return Array.of(tokens, indices.shape().getShape());
    }

    /** Learns from batches: each row is a document, and a batch of rank 1 is one. */
    void count(Array batch) {
        String[] tokens = strings(batch);
        int rows = batch.rank() < 2 ? 1 : (int) batch.length();
        int length = rows == 0 ? 0 : tokens.length / rows;
        List<String> all = Arrays.asList(tokens);
        for (int row = 0; row < rows; row++) {
            vocabulary.count(all.subList(row * length, (row + 1) * length));
        }
    }

    private String[] strings(Array batch) {
        if (!batch.isText()) {
            throw new InvalidArgumentException(JerasException.message(
                    layer.titleAndPlace() + " cannot adapt to this data.",
                    "strings",
                    "numbers, of type " + jeras.utils.DataTypes.name(batch.dataType()),
                    "give strings, or use IntegerLookup"));
        }
        return batch.toStringArray();
    }

    DataType outputType() {
        return options.invert()
                ? DataType.STRING
                : options.outputMode().equals("int") ? DataType.INT64 : DataType.FLOAT32;
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    Map<String, Array> fileArrays() {
        return options.weighs() && vocabulary.isKnown() ? Map.of(WEIGHTS, vocabulary.weightArray()) : Map.of();
    }

    Map<String, byte[]> fileAssets() {
        if (vocabulary.isGiven()) {
            return Map.of();
        }
        List<String> all = vocabulary.isKnown() ? vocabulary.all() : List.of();
        for (String token : all) {
            if (token.indexOf('\n') >= 0 || token.indexOf('\r') >= 0) {
                throw new InvalidArgumentException(JerasException.message(
                        layer.titleAndPlace() + " cannot be saved.",
                        "tokens without line breaks, for a file has one on each line",
                        jeras.utils.PythonText.quoted(token),
                        "take line breaks out of the data before adapt"));
            }
        }
        return Map.of(FILE, String.join("\n", all).getBytes(StandardCharsets.UTF_8));
    }

    void restore(Map<String, Array> arrays, Map<String, byte[]> assets) {
        byte[] file = assets.get(FILE);
        List<String> read = file == null || vocabulary.isGiven() ? List.of() : lines(file);
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
