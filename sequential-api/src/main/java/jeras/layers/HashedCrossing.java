package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Shapes;

/**
 * The combination of two or more features to a bin, by their hash.
 *
 * <ul>
 *   <li>inputs: strings or whole numbers, all of one shape: {@code (batch)} or {@code (batch, 1)}
 *   <li>output: {@code int}: int64 of the same shape; {@code one_hot}: float32 {@code (batch, numBins)}
 * </ul>
 *
 * <pre>{@code HashedCrossing.of(32).outputMode("one_hot").apply(city, hour)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/categorical/hashed_crossing/">keras.layers.HashedCrossing</a>
 */
public final class HashedCrossing extends HostLayer<HashedCrossing, HashedCrossing.Config> implements FileState {
    /** Where TensorFlow's crossing begins. */
    private static final long START = 0xDECAFCAFFEL;

    /** Keras's arguments. */
    record Config(int numBins, String outputMode) {
        Config {
            Check.positive("HashedCrossing", "numBins", numBins);
            Check.oneOf("HashedCrossing", "outputMode", outputMode, "int", "one_hot");
        }
    }

    HashedCrossing(Config config) {
        super(config, HashedCrossing::new);
    }

    public static HashedCrossing of(int numBins) {
        return new HashedCrossing(new Config(numBins, "int"));
    }

    /** {@code int} or {@code one_hot}. Default: {@code int}. */
    public HashedCrossing outputMode(String outputMode) {
        return with("outputMode", outputMode);
    }

    @Override
    Array compute(List<Array> inputs) {
        checkShapes(inputs.stream().map(Array::shape).toList());
        long[] crossed = new long[(int) inputs.get(0).size()];
        java.util.Arrays.fill(crossed, START);
        for (Array input : inputs) {
            if (input.isText()) {
                String[] texts = input.toStringArray();
                for (int i = 0; i < crossed.length; i++) {
                    long hash = Fingerprint64.of(texts[i].getBytes(StandardCharsets.UTF_8));
                    crossed[i] = Fingerprint64.join(crossed[i], hash);
                }
            } else {
                long[] numbers = input.toLongArray();
                for (int i = 0; i < crossed.length; i++) {
                    crossed[i] = Fingerprint64.join(crossed[i], numbers[i]);
                }
            }
        }
        for (int i = 0; i < crossed.length; i++) {
            crossed[i] = Long.remainderUnsigned(crossed[i], config.numBins);
        }
        long[] dims = inputs.get(0).shape().getShape();
        return config.outputMode.equals("int")
                ? Encoding.integers(crossed, dims)
                : Encoding.of(config.outputMode, crossed, dims, config.numBins);
    }

    private void checkShapes(List<Shape> shapes) {
        Shape first = shapes.get(0);
        int rank = first.dimension();
        boolean fits = shapes.size() > 1
                && (rank < 2 || (rank == 2 && first.get(1) == 1))
                && shapes.stream().allMatch(s -> Shapes.compatible(s, first));
        if (!fits) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " cannot cross these inputs.",
                    "at least two inputs of the same shape, (batch,) or (batch, 1)",
                    shapes.stream().map(Shapes::text).toList().toString(),
                    "apply it to two features, one value a sample"));
        }
    }

    @Override
    Shape outputShape(List<Shape> inputs) {
        checkShapes(inputs);
        return Encoding.shape(config.outputMode, inputs.get(0), config.numBins);
    }

    @Override
    DataType outputType() {
        return config.outputMode.equals("int") ? DataType.INT64 : DataType.FLOAT32;
    }

    @Override
    void checkType(DataType input) {
        if (input.isFloating()) {
            throw new InvalidArgumentException(JerasException.message(
                    titleAndPlace() + " cannot take this input.",
                    "strings or whole numbers",
                    jeras.utils.DataTypes.name(input),
                    "declare the input with dtype(\"string\") or dtype(\"int64\")"));
        }
    }

    @Override
    public DataType inputType() {
        return DataType.INT64;
    }

    /** Keras would make floats of the bins otherwise. */
    @Override
    public Map<String, Object> fileConfig() {
        return config.outputMode.equals("int") ? Map.of("dtype", "int64") : Map.of();
    }
}
