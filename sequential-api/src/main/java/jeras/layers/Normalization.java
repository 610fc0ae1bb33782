package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.backend.Values;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * {@code (x - mean) / sqrt(variance)} with the mean and variance of some data, for each feature.
 *
 * <ul>
 *   <li>input of any shape, output the same, float32
 *   <li>mean and variance: as long as the axes of the features
 * </ul>
 *
 * <pre>{@code
 * var normalize = Normalization.of();
 * normalize.adapt(x);
 * }</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/">keras.layers.Normalization</a>
 */
public final class Normalization extends KerasLayer<Normalization, Normalization.Config> {
    /** Keras's epsilon: the least standard deviation to divide by. */
    private static final double LEAST = 1e-7;

    private Variable mean;
    private Variable variance;

    /**
     * Keras's arguments.
     *
     * @param axis those of the features; none for one mean of all numbers
     * @param mean null when it is learned
     * @param variance null when it is learned
     */
    record Config(List<Integer> axis, Array mean, Array variance, boolean invert) {}

    Normalization(Config config) {
        super(config, Normalization::new);
    }

    public static Normalization of() {
        return new Normalization(new Config(List.of(-1), null, null, false));
    }

    /** The axes whose places have a mean each; none for one mean of all numbers. Default: -1. */
    public Normalization axis(int... axis) {
        return with("axis", Arrays.stream(axis).boxed().toList());
    }

    /** The mean, or one for each feature; with {@code variance}. Default: learned by {@link #adapt}. */
    public Normalization mean(double... mean) {
        return mean(numbers(mean));
    }

    /** The means of features along several axes; with {@code variance}. Default: learned. */
    public Normalization mean(Array mean) {
        return with("mean", mean.cast(DataType.FLOAT64));
    }

    /** The variance, or one for each feature; with {@code mean}. Default: learned by {@link #adapt}. */
    public Normalization variance(double... variance) {
        return variance(numbers(variance));
    }

    /** The variances of features along several axes; with {@code mean}. Default: learned. */
    public Normalization variance(Array variance) {
        return with("variance", variance.cast(DataType.FLOAT64));
    }

    /** Whether it undoes a normalization: {@code x · sqrt(variance) + mean}. Default: false. */
    public Normalization invert(boolean invert) {
        return with("invert", invert);
    }

    private static Array numbers(double... values) {
        return values.length == 1 ? Array.of((Object) values[0]) : Array.of((Object) values);
    }

    private boolean isGiven() {
        return config.mean != null || config.variance != null;
    }

    /** The axes of the features, counted from the front. */
    private int[] kept(int rank) {
        return config.axis.isEmpty() ? new int[0] : Shapes.axes(Tuple.ints(config.axis), rank);
    }

    @Override
    protected void build(Shape input) {
        int[] kept = kept(input.dimension());
        long[] lengths = Arrays.stream(kept)
                .mapToLong(a -> Check.knownAxis(this, input, a))
                .toArray();
        if (isGiven()) {
            checkGiven();
            mean = FixedArray.of("mean", spread(config.mean, lengths), variableDtype());
            variance = FixedArray.of("variance", spread(config.variance, lengths), variableDtype());
            return;
        }
        Shape shape = new Shape(lengths);
        mean = weight("mean", shape, variableDtype(), false, Initializer.of("zeros"));
        variance = weight("variance", shape, variableDtype(), false, Initializer.of("ones"));
        // Keras keeps it in files and never counts.
        weight("count", new Shape(), DataType.INT32, false, Initializer.of("zeros"));
    }

    private void checkGiven() {
        boolean both = config.mean != null && config.variance != null;
        if (!both || !config.mean.shape().equals(config.variance.shape())) {
            throw new InvalidArgumentException(JerasException.message(
                    "Normalization cannot be made.",
                    "mean and variance of the same shape",
                    both
                            ? config.mean.shape() + " and " + config.variance.shape()
                            : config.mean == null ? "variance alone" : "mean alone",
                    "give both, or leave both out and adapt the layer"));
        }
        if (config.mean.rank() > config.axis.size()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Normalization cannot be made.",
                    "a mean with at most one axis for each of axis" + config.axis,
                    "a mean of shape " + config.mean.shape(),
                    "give one number for each feature"));
        }
    }

    /** The numbers for each feature, the shape's last axes first. */
    private Array spread(Array numbers, long... lengths) {
        long[] from = numbers.shape().getShape();
        boolean fits = IntStream.range(0, from.length)
                .allMatch(i -> from[i] == 1 || from[i] == lengths[lengths.length - from.length + i]);
        if (!fits) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " cannot use its mean and variance.",
                    "one number for each of the features " + Arrays.toString(lengths),
                    Arrays.toString(from),
                    "give as many numbers as there are features"));
        }
        return Array.zeros(DataType.FLOAT64, lengths).add(numbers);
    }

    @Override
    protected Tensor call(Tensor input) {
        Tensor x = Ops.cast(input, computeDtype());
        int[] kept = kept(x.rank());
        long[] shape = new long[x.rank()];
        Arrays.fill(shape, 1);
        for (int i = 0; i < kept.length; i++) {
            Check.axis(this, x.shape(), kept[i], mean.size(i));
            shape[kept[i]] = mean.size(i);
        }
        Tensor center = Ops.reshape(mean, shape);
        Tensor width = Ops.maximum(Ops.sqrt(Ops.reshape(variance, shape)), LEAST);
        return config.invert
                ? center.add(x.multiply(width))
                : x.subtract(center).divide(width);
    }

    /**
     * Learns the mean and variance.
     *
     * @param data an array, or batches such as a {@code Dataset}
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
        if (isGiven()) {
            throw new InvalidArgumentException(JerasException.message(
                    titleAndPlace() + " cannot adapt to data.",
                    "a layer that learns its mean and variance",
                    "one that has been given them",
                    "make it without mean(...) and variance(...)"));
        }
        Moments moments = new Moments();
        if (AdaptData.isBatchesOrListOfThem(data)) {
            AdaptData.forEach(
                    (Iterable<?>) data, steps, batch -> add(moments, batch.rank() == 1 ? batch.expandDims(0) : batch));
        } else {
            add(moments, AdaptData.array(data));
        }
        if (moments.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    titleAndPlace() + " cannot adapt to data.", "at least one batch", "none", "check the data"));
        }
        Values.write(
                mean, Array.of(moments.mean()).reshape(mean.shape().getShape()).cast(mean.dataType()));
        Values.write(
                variance,
                Array.of(moments.variance()).reshape(mean.shape().getShape()).cast(mean.dataType()));
    }

    private void add(Moments moments, Array batch) {
        int[] kept = kept(batch.rank());
        long[] lengths =
                Arrays.stream(kept).mapToLong(a -> batch.shape().get(a)).toArray();
        boolean batched = IntStream.of(kept).noneMatch(a -> a == 0) && batch.rank() > 0;
        ensureBuilt(List.of(batched ? Shapes.with(batch.shape(), 0, -1) : batch.shape()));
        if (!mean.shape().equals(new Shape(lengths))) {
            throw Check.wrong(
                    this,
                    batch.shape(),
                    "features " + Shapes.text(mean.shape()) + " on axis " + config.axis,
                    Shapes.text(new Shape(lengths)),
                    "adapt it to data as it has seen before");
        }
        int[] others = IntStream.range(0, batch.rank())
                .filter(a -> IntStream.of(kept).noneMatch(k -> k == a))
                .toArray();
        int[] order = IntStream.concat(IntStream.of(others), IntStream.of(kept)).toArray();
        double[] values = (batch.rank() < 2 ? batch : batch.transpose(order)).toDoubleArray();
        moments.add(values, Math.toIntExact(new Shape(lengths).size()));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
