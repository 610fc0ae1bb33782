package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
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
public final class StringLookup extends HostLayer<StringLookup, StringLookup.Config> implements FileState {
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

    public static StringLookup of() {
        return new StringLookup(new Config(null, 1, null, "[UNK]", null, null, false, "int", false, null));
    }

    /** The most tokens, special ones among them, of a vocabulary that is learned. Default: any number. */
    public StringLookup maxTokens(int maxTokens) {
        return with("maxTokens", maxTokens);
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

    /** The tokens in the order of their indices, with or without the special ones at the beginning. Default: learned. */
    public StringLookup vocabulary(List<String> vocabulary) {
        return with("vocabulary", List.copyOf(vocabulary));
    }

    /** The tokens in the order of their indices. Default: learned. */
    public StringLookup vocabulary(String... vocabulary) {
        return vocabulary(Arrays.asList(vocabulary));
    }

    /** The tokens from a file, one a line. Default: learned. */
    public StringLookup vocabulary(Path file) {
        return vocabulary(VocabularyFile.read(file));
    }

    /** The weights of the vocabulary's tokens, for {@code tf_idf}. Default: learned. */
    public StringLookup idfWeights(double... idfWeights) {
        return with("idfWeights", DoubleStream.of(idfWeights).boxed().toList());
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

    /** Whether rows are as long as {@code maxTokens}, whatever the vocabulary. Default: false. */
    public StringLookup padToMaxTokens(boolean padToMaxTokens) {
        return with("padToMaxTokens", padToMaxTokens);
    }

    /** A key that makes the hash of unknown tokens another. Default: none. */
    public StringLookup salt(long salt) {
        return salt(salt, salt);
    }

    /** A key of two halves. Default: none. */
    public StringLookup salt(long first, long second) {
        return with("salt", List.of(first, second));
    }

    /**
     * Learns the vocabulary: tokens by frequency, equally frequent ones in descending order.
     *
     * @param data strings, or batches of them such as a {@code Dataset}; each row is a document
     */
    public void adapt(Object data) {
        adapt(data, Long.MAX_VALUE);
    }

    /**
     * As {@link #adapt(Object)}.
     *
     * @param steps the most batches to take
     */
    public void adapt(Object data, long steps) {
        tokens.vocabulary().startCounting();
        if (AdaptData.isBatches(data)) {
            AdaptData.forEach((Iterable<?>) data, steps, tokens::count);
        } else {
            tokens.count(AdaptData.column(AdaptData.array(data)));
        }
        tokens.vocabulary().finishCounting();
    }

    /** The tokens by index, special ones first. */
    public List<String> getVocabulary() {
        return tokens.vocabulary().all();
    }

    /** The tokens without the special ones. */
    public List<String> getVocabularyWithoutSpecialTokens() {
        return tokens.vocabulary().bare();
    }

    /** The number of indices, those of special tokens among them. */
    public int vocabularySize() {
        return tokens.vocabulary().size();
    }

    /** Sets the vocabulary, with or without the special tokens at its beginning. */
    public void setVocabulary(List<String> vocabulary) {
        tokens.vocabulary().set(vocabulary, null);
    }

    /** Sets the vocabulary with the weights of its tokens, for {@code tf_idf}. */
    public void setVocabulary(List<String> vocabulary, double... idfWeights) {
        tokens.vocabulary().set(vocabulary, DoubleStream.of(idfWeights).boxed().toList());
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
        return Encoding.shape(
                config.outputMode, inputs.get(0), ints ? 0 : tokens.vocabulary().depth());
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

    @Override
    public Map<String, Object> fileConfig() {
        long size = tokens.vocabulary().promised();
        return size < 0 ? Map.of() : Map.of("vocabulary_size", size);
    }

    @Override
    public void restoreConfig(String key, long value) {
        if (key.equals("vocabulary_size")) {
            tokens.vocabulary().promise(value);
        }
    }

    @Override
    public Map<String, Array> fileArrays() {
        return tokens.fileArrays();
    }

    @Override
    public Map<String, byte[]> fileAssets() {
        return tokens.fileAssets();
    }

    @Override
    public void restore(Map<String, Array> arrays, Map<String, byte[]> assets) {
        tokens.restore(arrays, assets);
    }
}
