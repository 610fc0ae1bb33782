package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Whole numbers to indices of a vocabulary, or to rows that count them; or back.
 *
 * <ul>
 *   <li>input: whole numbers of any shape; fractions are cut off
 *   <li>output: as of {@link StringLookup}; inverted, int64
 * </ul>
 *
 * <pre>{@code IntegerLookup.of().vocabulary(12, 36, 1138, 42).outputMode("one_hot")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/categorical/integer_lookup/">keras.layers.IntegerLookup</a>
 */
public final class IntegerLookup extends VocabularyLayer<IntegerLookup, IntegerLookup.Config, Long> {
    private final IntegerTokens tokens;

    /** Keras's arguments. */
    record Config(
            Integer maxTokens,
            int numOovIndices,
            Long maskToken,
            Long oovToken,
            List<Long> vocabulary,
            List<Double> idfWeights,
            boolean invert,
            String outputMode,
            boolean padToMaxTokens,
            String oovMethod,
            List<Long> salt) {
        Config {
            LookupOptions.limits("IntegerLookup", maxTokens, numOovIndices);
            outputMode =
                    LookupOptions.mode("IntegerLookup", outputMode, "int", "one_hot", "multi_hot", "count", "tf_idf");
            Check.oneOf("IntegerLookup", "oovMethod", oovMethod, "floormod", "farmhash");
        }

        LookupOptions<Long> options() {
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

    IntegerLookup(Config config) {
        super(config, IntegerLookup::new);
        tokens = new IntegerTokens(this, config.options(), config.oovMethod.equals("farmhash"));
    }

    @Override
    IntegerTokens tokens() {
        return tokens;
    }

    public static IntegerLookup of() {
        return new IntegerLookup(new Config(null, 1, null, -1L, null, null, false, "int", false, "floormod", null));
    }

    /** How many indices stand for tokens that are not in the vocabulary, by hash; with 0 such a token is an error. Default: 1. */
    public IntegerLookup numOovIndices(int numOovIndices) {
        return with("numOovIndices", numOovIndices);
    }

    /** A token of no meaning: index 0, or left out where outputs are encoded. Default: none. */
    public IntegerLookup maskToken(long maskToken) {
        return with("maskToken", maskToken);
    }

    /** What an inverted lookup gives for indices without a token. Default: {@code -1}. */
    public IntegerLookup oovToken(long oovToken) {
        return with("oovToken", oovToken);
    }

    /** The tokens in the order of their indices. Default: learned. */
    public IntegerLookup vocabulary(long... vocabulary) {
        return vocabulary(Arrays.stream(vocabulary).boxed().toList());
    }

    /** The tokens from a file, one a line. Default: learned. */
    public IntegerLookup vocabulary(Path file) {
        return vocabulary(
                VocabularyFile.read(file).stream().map(IntegerTokens::number).toList());
    }

    /** Whether indices come in and tokens go out. Default: false. */
    public IntegerLookup invert(boolean invert) {
        return with("invert", invert);
    }

    /**
     * {@code int}: indices; {@code one_hot}: a row for each token; {@code multi_hot}, {@code count} and {@code tf_idf}: one row
     * for each sample. Default: {@code int}.
     */
    public IntegerLookup outputMode(String outputMode) {
        return with("outputMode", outputMode);
    }

    /**
     * Which of several indices stands for an unknown number: {@code floormod}, its remainder, or {@code farmhash}, its hash.
     * Default: {@code floormod}.
     */
    public IntegerLookup oovMethod(String oovMethod) {
        return with("oovMethod", oovMethod);
    }

    /** With {@code farmhash}, a key that makes the hash of unknown tokens another. Default: none. */
    public IntegerLookup salt(long salt) {
        return salt(salt, salt);
    }

    /** A key of two halves. Default: none. */
    public IntegerLookup salt(long first, long second) {
        return with("salt", List.of(first, second));
    }

    @Override
    Array compute(List<Array> inputs) {
        if (config.salt != null && !config.oovMethod.equals("farmhash")) {
            throw new InvalidArgumentException(JerasException.message(
                    "IntegerLookup cannot be made.",
                    "salt only with oovMethod farmhash",
                    "\"" + config.oovMethod + "\"",
                    "say oovMethod(\"farmhash\"), or leave out the salt"));
        }
        Array input = inputs.get(0);
        return config.invert ? tokens.tokens(input) : tokens.encoded(input);
    }

    @Override
    Shape outputShape(List<Shape> inputs) {
        boolean ints = config.outputMode.equals("int");
        return Encoding.shape(config.outputMode, inputs.get(0), ints ? 0 : tokens.vocabulary.depth());
    }

    @Override
    DataType outputType() {
        return config.outputMode.equals("int") ? DataType.INT64 : DataType.FLOAT32;
    }

    @Override
    void checkType(DataType input) {
        if (input == DataType.STRING) {
            throw wrongType("whole numbers", input);
        }
    }

    @Override
    public DataType inputType() {
        return DataType.INT64;
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    /** As in Keras, what comes in is taken as it is. */
    @Override
    boolean castsInputs() {
        return false;
    }
}
