package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jeras.Array;

/**
 * Strings to indices of a vocabulary, or to rows that count them; or back.
 *
 * <ul>
 *   <li>input: strings of any shape
 *   <li>output: {@code int}: int64 of the same shape; {@code one_hot}: float32 {@code (..., size)}, a last axis of length 1
 *       taken away; {@code multi_hot}, {@code count}, {@code tf_idf}: float32 {@code (batch, size)}
 * </ul>
 *
 * <pre>{@code
 * var lookup = StringLookup.of();
 * lookup.adapt(List.of("red", "green", "red"));
 * lookup.apply("green", "blue"); // [2 0]
 * }</pre>
 *
 * <p>The vocabulary belongs to the layer as weights do: a copy, and so what an option returns, has none of its own yet.
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/">keras.layers.StringLookup</a>
 */
public final class StringLookup extends VocabularyLayer<StringLookup, StringLookup.Config, String> {
    private final StringTokens tokens;

    /** Keras's arguments; all its strings are UTF-8. */
    record Config(
            Integer maxTokens,
            int numOovIndices,
            String maskToken,
            String oovToken,
            List<String> vocabulary,
            List<Double> idfWeights,
            boolean invert,
            String outputMode,
            boolean padToMaxTokens,
            List<Long> salt) {
        Config {
            LookupOptions.limits("StringLookup", maxTokens, numOovIndices);
            outputMode =
                    LookupOptions.mode("StringLookup", outputMode, "int", "one_hot", "multi_hot", "count", "tf_idf");
        }

        LookupOptions<String> options() {
            return new LookupOptions<>(
                    maxTokens,
                    numOovIndices,
                    maskToken,
                    oovToken,
                    vocabulary,
                    idfWeights,
                    invert,
                    outputMode,
                    padToMaxTokens,
                    salt);
        }
    }

    StringLookup(Config config) {
        super(config, StringLookup::new);
        tokens = new StringTokens(this, config.options());
    }

    @Override
    StringTokens tokens() {
        return tokens;
    }

    public static StringLookup of() {
        return new StringLookup(new Config(null, 1, null, "[UNK]", null, null, false, "int", false, null));
    }

    /** How many indices stand for tokens that are not in the vocabulary, by hash; with 0 such a token is an error. Default: 1. */
    public StringLookup numOovIndices(int numOovIndices) {
        return with("numOovIndices", numOovIndices);
    }

    /** A token of no meaning: index 0, or left out where outputs are encoded. Default: none. */
    public StringLookup maskToken(String maskToken) {
        return with("maskToken", maskToken);
    }

    /** What an inverted lookup gives for indices without a token. Default: {@code [UNK]}. */
    public StringLookup oovToken(String oovToken) {
        return with("oovToken", oovToken);
    }

    /** The tokens in the order of their indices. Default: learned. */
    public StringLookup vocabulary(String... vocabulary) {
        return vocabulary(Arrays.asList(vocabulary));
    }

    /** The tokens from a file, one a line. Default: learned. */
    public StringLookup vocabulary(Path file) {
        return vocabulary(VocabularyFile.read(file));
    }

    /** Whether indices come in and tokens go out. Default: false. */
    public StringLookup invert(boolean invert) {
        return with("invert", invert);
    }

    /**
     * {@code int}: indices; {@code one_hot}: a row for each token; {@code multi_hot}, {@code count} and {@code tf_idf}: one row
     * for each sample. Default: {@code int}.
     */
    public StringLookup outputMode(String outputMode) {
        return with("outputMode", outputMode);
    }

    /** A key that makes the hash of unknown tokens another. Default: none. */
    public StringLookup salt(long salt) {
        return salt(salt, salt);
    }

    /** A key of two halves. Default: none. */
    public StringLookup salt(long first, long second) {
        return with("salt", List.of(first, second));
    }

    /** The output for these strings, as for an array of shape {@code (n)}. */
    public Array apply(String... texts) {
        return apply(Array.of(texts));
    }

    @Override
    Array compute(List<Array> inputs) {
        Array input = inputs.get(0);
        return config.invert
                ? tokens.tokens(input)
                : tokens.encoded(input.toStringArray(), input.shape().getShape());
    }

    @Override
    Shape outputShape(List<Shape> inputs) {
        boolean ints = config.outputMode.equals("int");
        return Encoding.shape(config.outputMode, inputs.get(0), ints ? 0 : tokens.vocabulary.depth());
    }

    @Override
    DataType outputType() {
        return tokens.outputType();
    }

    @Override
    void checkType(DataType input) {
        if (config.invert == (input == DataType.STRING)) {
            throw wrongType(config.invert ? "indices" : "strings", input);
        }
    }

    @Override
    public DataType inputType() {
        return config.invert ? DataType.INT64 : DataType.STRING;
    }

    // ---- files -----------------------------------------------------------------------------------------------------
}
