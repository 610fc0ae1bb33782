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
 * Texts to sequences of token indices, or to rows that count the tokens.
 *
 * <p>Each text is standardized (ASCII letters to lower case, ASCII punctuation taken out), split at ASCII white space, its tokens
 * joined to n-grams if asked for, and looked up.
 *
 * <ul>
 *   <li>input: strings {@code (batch)} or {@code (batch, 1)}
 *   <li>output: {@code int}: int64 {@code (batch, outputSequenceLength)}, filled up with 0, or as long as the longest text;
 *       {@code multi_hot}, {@code count}, {@code tf_idf}: float32 {@code (batch, size)}
 * </ul>
 *
 * <pre>{@code
 * var vectorize = TextVectorization.of().maxTokens(20_000).outputSequenceLength(200);
 * vectorize.adapt(texts);
 * var model = Sequential.of(vectorize, Embedding.of(20_000, 16), GlobalAveragePooling1D.of(), Dense.of(1));
 * }</pre>
 *
 * <p>Keras's ragged outputs and a {@code split} of one's own do not exist here: split the texts before and give
 * {@code split("none")}.
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/">keras.layers.TextVectorization</a>
 */
public final class TextVectorization extends VocabularyLayer<TextVectorization, TextVectorization.Config, String> {
    private static final String NONE = "none";

    private final StringTokens tokens;
    private final Tokenizer tokenizer;

    /**
     * Keras's arguments; all its strings are UTF-8.
     *
     * @param standardize an id, or a {@link Standardizer}; null for none
     * @param split null for none
     * @param ngrams null for none; a number n for all widths up to n, or a list of widths
     */
    record Config(
            Integer maxTokens,
            Object standardize,
            String split,
            Object ngrams,
            String outputMode,
            Integer outputSequenceLength,
            boolean padToMaxTokens,
            List<String> vocabulary,
            List<Double> idfWeights) {
        Config {
            LookupOptions.limits("TextVectorization", maxTokens, 1);
            outputMode = LookupOptions.mode(
                    "TextVectorization", outputMode, "int", "one_hot", "multi_hot", "count", "tf_idf");
            standardizer(standardize);
            if (split != null) {
                Check.oneOf("TextVectorization", "split", split, "whitespace", "character");
            }
            if (outputSequenceLength != null) {
                Check.positive("TextVectorization", "outputSequenceLength", outputSequenceLength);
            }
            Tokenizer.widths(ngrams);
        }

        LookupOptions<String> options() {
            return new LookupOptions<>(
                    maxTokens, 1, "", "[UNK]", vocabulary, idfWeights, false, outputMode, padToMaxTokens, null);
        }
    }

    TextVectorization(Config config) {
        super(config, TextVectorization::new);
        tokens = new StringTokens(this, config.options());
        tokenizer = new Tokenizer(standardizer(config.standardize), config.split, Tokenizer.widths(config.ngrams));
    }

    /** Null for none. */
    private static Standardizer standardizer(Object standardize) {
        if (standardize == null || standardize instanceof Standardizer) {
            return (Standardizer) standardize;
        } else if (standardize instanceof String id) {
            return Standardizer.of(id);
        }
        throw new InvalidArgumentException(JerasException.message(
                "TextVectorization cannot be made.",
                "an id or a Standardizer as standardize",
                "a " + standardize.getClass().getSimpleName(),
                "register a class that is a Standardizer under the name in the file"));
    }

    @Override
    StringTokens tokens() {
        return tokens;
    }

    public static TextVectorization of() {
        return new TextVectorization(
                new Config(null, "lower_and_strip_punctuation", "whitespace", null, "int", null, false, null, null));
    }

    /**
     * {@code lower_and_strip_punctuation}, {@code lower}, {@code strip_punctuation} or {@code none}. Default:
     * {@code lower_and_strip_punctuation}.
     */
    public TextVectorization standardize(String standardize) {
        return with("standardize", standardize.equals(NONE) ? null : standardize);
    }

    /** A standardizer of one's own, such as one that stems words; see there how a model with it is saved. */
    public TextVectorization standardize(Standardizer standardizer) {
        return with("standardize", standardizer);
    }

    /**
     * {@code whitespace}, {@code character}, or {@code none} when each string is a token already. Default:
     * {@code whitespace}.
     */
    public TextVectorization split(String split) {
        return with("split", split.equals(NONE) ? null : split);
    }

    /** N-grams of 1 to so many tokens, joined by spaces. Default: none. */
    public TextVectorization ngrams(int upTo) {
        return with("ngrams", (long) upTo);
    }

    /** N-grams of exactly these numbers of tokens. Default: none. */
    public TextVectorization ngrams(List<Integer> widths) {
        return with("ngrams", widths.stream().map(Integer::longValue).toList());
    }

    /**
     * {@code int}: sequences of indices; {@code multi_hot}, {@code count} and {@code tf_idf}: one row for each text;
     * {@code one_hot}, with {@code split("none")} only: a row for each token. Default: {@code int}.
     */
    public TextVectorization outputMode(String outputMode) {
        return with("outputMode", outputMode);
    }

    /** The length to which sequences are cut or filled up. Default: that of the longest text of a batch. */
    public TextVectorization outputSequenceLength(int outputSequenceLength) {
        return with("outputSequenceLength", outputSequenceLength);
    }

    /** The tokens in the order of their indices. Default: learned. */
    public TextVectorization vocabulary(String... vocabulary) {
        return vocabulary(Arrays.asList(vocabulary));
    }

    /** The tokens from a file, one a line. Default: learned. */
    public TextVectorization vocabulary(Path file) {
        return vocabulary(VocabularyFile.read(file));
    }

    @Override
    void count(Array batch) {
        checkType(batch.dataType());
        Tokenizer.Rows rows = rows(batch);
        List<String> all = Arrays.asList(rows.tokens());
        int from = 0;
        for (int end : rows.ends()) {
            tokens.vocabulary.count(all.subList(from, end));
            from = end;
        }
    }

    private Tokenizer.Rows rows(Array texts) {
        return tokenizer.rows(texts.toStringArray(), rowLength(texts.shape()));
    }

    /** The number of strings that make a row of tokens: one text, or, not split, the last axis. */
    private int rowLength(Shape shape) {
        int rank = shape.dimension();
        if (config.split == null) {
            return rank == 0 ? 1 : (int) shape.get(rank - 1);
        }
        if (rank > 1 && shape.get(rank - 1) != 1) {
            throw Check.wrong(
                    this,
                    shape,
                    "texts of shape (batch,) or (batch, 1)",
                    "a last axis of length " + shape.get(rank - 1),
                    "give one text a row, or say split(\"none\") when they are tokens");
        }
        return 1;
    }

    /** The output for these texts, as for an array of shape {@code (n)}. */
    public Array apply(String... texts) {
        return apply(Array.of(texts));
    }

    @Override
    Array compute(List<Array> inputs) {
        checkMode();
        Array texts = inputs.get(0);
        Tokenizer.Rows rows = rows(texts);
        long[] outer = outer(texts.shape()).getShape();
        if (config.outputMode.equals("int")) {
            return padded(rows, outer);
        }
        if (config.split == null && config.ngrams == null) {
            return tokens.encoded(rows.tokens(), texts.shape().getShape());
        }
        Array encoded = tokens.encodedRows(rows.tokens(), rows.ends());
        return outer.length == 0 ? encoded.reshape(-1) : encoded;
    }

    private void checkMode() {
        boolean ragged = config.outputMode.equals("one_hot") && (config.split != null || config.ngrams != null);
        if (ragged) {
            throw new InvalidArgumentException(JerasException.message(
                    titleAndPlace() + " cannot give a row for each token of a text.",
                    "outputMode int, multi_hot, count or tf_idf",
                    "one_hot, whose rows would be ragged: as many as each text has tokens",
                    "say outputMode(\"int\") with outputSequenceLength(...), and CategoryEncoding after it"));
        }
        if (!config.outputMode.equals("int") && config.outputSequenceLength != null) {
            throw new InvalidArgumentException(JerasException.message(
                    "TextVectorization cannot be made.",
                    "outputSequenceLength only with outputMode int",
                    "\"" + config.outputMode + "\"",
                    "leave out one of them"));
        }
    }

    /** The axes of the texts: a last one of length 1 is none, and neither is that of tokens. */
    private Shape outer(Shape shape) {
        int rank = shape.dimension();
        boolean last = config.split == null ? rank > 0 : rank > 1;
        return last ? shape.slice(0, rank - 1) : shape;
    }

    private Array padded(Tokenizer.Rows rows, long... outer) {
        long[] indices = tokens.indices(rows.tokens());
        int length = config.outputSequenceLength != null ? config.outputSequenceLength : rows.longest();
        long[] padded = new long[rows.ends().length * length];
        int from = 0;
        for (int row = 0; row < rows.ends().length; row++) {
            int end = rows.ends()[row];
            System.arraycopy(indices, from, padded, row * length, Math.min(length, end - from));
            from = end;
        }
        return Encoding.integers(padded, new Shape(outer).add(length).getShape());
    }

    @Override
    Shape outputShape(List<Shape> inputs) {
        checkMode();
        Shape input = inputs.get(0);
        if (config.split != null) {
            rowLength(input);
        }
        Shape outer = outer(input);
        if (config.outputMode.equals("int")) {
            boolean same = config.split == null && config.ngrams == null && input.dimension() > 0;
            long length = same ? input.get(input.dimension() - 1) : -1;
            return outer.add(config.outputSequenceLength != null ? config.outputSequenceLength : length);
        }
        int depth = tokens.vocabulary.depth();
        return config.split == null && config.ngrams == null
                ? Encoding.shape(config.outputMode, input, depth)
                : outer.add(depth);
    }

    @Override
    DataType outputType() {
        return tokens.outputType();
    }

    @Override
    void checkType(DataType input) {
        if (input != DataType.STRING) {
            throw wrongType("strings", input);
        }
    }

    @Override
    public DataType inputType() {
        return DataType.STRING;
    }

    @Override
    public List<String> fileTwins() {
        return List.of("_lookup_layer");
    }
}
