package jeras.layers;

import ai.djl.ndarray.types.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** The lookup of strings: to indices and back, encoded or not, and its vocabulary in files. */
final class StringTokens extends Tokens<String> {
    /** As TensorFlow sorts strings: by their bytes, which is by code points. */
    private static final Comparator<String> ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    StringTokens(Layer layer, LookupOptions<String> options) {
        super(layer, options, ORDER);
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
            throw outOfVocabulary("\"" + token + "\"");
        }
        return options.oovStart() + (bins == null ? 0 : bins.bin(token));
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

    @Override
    void count(Array batch) {
        count(batch, Arrays.asList(strings(batch)));
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

    @Override
    String line(String token) {
        if (token.indexOf('\n') >= 0 || token.indexOf('\r') >= 0) {
            throw new InvalidArgumentException(JerasException.message(
                    layer.titleAndPlace() + " cannot be saved.",
                    "tokens without line breaks, for a file has one on each line",
                    jeras.utils.PythonText.quoted(token),
                    "take line breaks out of the data before adapt"));
        }
        return token;
    }

    @Override
    String token(String line) {
        return line;
    }
}
