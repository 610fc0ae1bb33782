package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import jeras.Array;

/**
 * Strings or whole numbers to bins, by their hash: FarmHash, or with a salt SipHash.
 *
 * <ul>
 *   <li>input: strings or numbers of any shape; fractions are cut off
 *   <li>output: {@code int}: int64 of the same shape; {@code one_hot}: float32 {@code (..., numBins)}; {@code multi_hot} and
 *       {@code count}: float32 {@code (batch, numBins)}
 * </ul>
 *
 * <pre>{@code Hashing.of(64).maskValue("")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/categorical/hashing/">keras.layers.Hashing</a>
 */
public final class Hashing extends HostLayer<Hashing, Hashing.Config> implements FileState {
    /**
     * Keras's arguments.
     *
     * @param maskValue null, a string or a number
     */
    record Config(int numBins, Object maskValue, List<Long> salt, String outputMode) {
        Config {
            Check.positive("Hashing", "numBins", numBins);
            Check.oneOf("Hashing", "outputMode", outputMode, "int", "one_hot", "multi_hot", "count");
        }
    }

    Hashing(Config config) {
        super(config, Hashing::new);
    }

    public static Hashing of(int numBins) {
        return new Hashing(new Config(numBins, null, null, "int"));
    }

    /** The string that has bin 0 for itself. Default: none. */
    public Hashing maskValue(String maskValue) {
        return with("maskValue", maskValue);
    }

    /** The number that has bin 0 for itself. Default: none. */
    public Hashing maskValue(long maskValue) {
        return with("maskValue", maskValue);
    }

    /** A key that makes the hash another. Default: none. */
    public Hashing salt(long salt) {
        return salt(salt, salt);
    }

    /** A key of two halves. Default: none. */
    public Hashing salt(long first, long second) {
        return with("salt", List.of(first, second));
    }

    /** {@code int}, {@code one_hot}, {@code multi_hot} or {@code count}. Default: {@code int}. */
    public Hashing outputMode(String outputMode) {
        return with("outputMode", outputMode);
    }

    /** The output for these strings, as for an array of shape {@code (n)}. */
    public Array apply(String... texts) {
        return apply(Array.of(texts));
    }

    @Override
    Array compute(List<Array> inputs) {
        Array input = inputs.get(0);
        boolean masks = config.maskValue != null && config.numBins > 1;
        HashBins bins = new HashBins(masks ? config.numBins - 1 : config.numBins, config.salt);
        long[] found = input.isText() ? strings(input, bins, masks) : numbers(input, bins, masks);
        if (config.outputMode.equals("int")) {
            return Encoding.integers(found, input.shape().getShape());
        }
        return Encoding.of(config.outputMode, found, rows(input.shape()).getShape(), config.numBins);
    }

    private long[] strings(Array input, HashBins bins, boolean masks) {
        String[] texts = input.toStringArray();
        long[] found = new long[texts.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = !masks ? bins.bin(texts[i]) : texts[i].equals(config.maskValue) ? 0 : 1 + bins.bin(texts[i]);
        }
        return found;
    }

    private long[] numbers(Array input, HashBins bins, boolean masks) {
        long[] found = input.toLongArray();
        double[] values = masks ? input.toDoubleArray() : new double[0];
        double mask = config.maskValue instanceof Number number ? number.doubleValue() : Double.NaN;
        for (int i = 0; i < found.length; i++) {
            found[i] = !masks ? bins.bin(found[i]) : values[i] == mask ? 0 : 1 + bins.bin(found[i]);
        }
        return found;
    }

    /** Keras takes away a last axis of length 1 before it encodes one by one, and so does the encoding. */
    private Shape rows(Shape input) {
        int last = input.dimension() - 1;
        boolean column = config.outputMode.equals("one_hot") && last >= 0 && input.get(last) == 1;
        return column ? input.slice(0, last) : input;
    }

    @Override
    Shape outputShape(List<Shape> inputs) {
        Shape input = inputs.get(0);
        return Encoding.shape(config.outputMode, config.outputMode.equals("int") ? input : rows(input), config.numBins);
    }

    @Override
    DataType outputType() {
        return config.outputMode.equals("int") ? DataType.INT64 : DataType.FLOAT32;
    }

    @Override
    void checkType(DataType input) {}

    @Override
    public DataType inputType() {
        return DataType.STRING;
    }

    /** Keras refuses to make integers with a data type of floats. */
    @Override
    public Map<String, Object> fileConfig() {
        return config.outputMode.equals("int") ? Map.of("dtype", "int64") : Map.of();
    }
}
