package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** {@code keras.ops}: tensors from a few numbers. */
abstract class CreationOps extends LossOps {
    CreationOps() {}

    /** Ones on the diagonal of a square matrix. */
    public static Tensor identity(long n, DataType type) {
        return eye(n, n, type);
    }

    /** Ones on a diagonal, counted upwards: shape {@code (rows, columns)}. */
    public static Tensor eye(long rows, long columns, int k, DataType type) {
        Tensor all = ones(new Shape(rows, columns), type);
        return triu(tril(all, k), k);
    }

    /** A tensor of the shape and data type of another, filled with one number. */
    public static Tensor fullLike(Tensor x, double value) {
        return Operation.of("numpy.FullLike", x, Code.argument(value, x))
                .one(() -> Primitive.constant(
                        "full_like",
                        "torch.full_like({0}, " + Code.number(value, x.dataType()) + ")",
                        x.shape(),
                        x.dataType(),
                        x));
    }

    /** Zeros; Keras leaves their values open. */
    public static Tensor empty(Shape shape, DataType type) {
        return zeros(shape, type);
    }

    /** The numbers from {@code start} up to, without, {@code stop}, {@code step} apart. */
    public static Tensor arange(double start, double stop, double step, DataType type) {
        long count = Math.max(0, (long) Math.ceil((stop - start) / step));
        return table(i -> start + i * step, count, type);
    }

    /** So many numbers at equal distances, both ends among them. */
    public static Tensor linspace(double start, double stop, int count, DataType type) {
        return linspace(start, stop, count, true, type);
    }

    /**
     * So many numbers at equal distances.
     *
     * @param endpoint whether the last one is {@code stop}
     */
    public static Tensor linspace(double start, double stop, int count, boolean endpoint, DataType type) {
        double step = (stop - start) / Math.max(1, endpoint ? count - 1 : count);
        return table(i -> start + i * step, count, type);
    }

    /** {@code base} to the power of so many numbers at equal distances. */
    public static Tensor logspace(double start, double stop, int count, boolean endpoint, double base, DataType type) {
        double step = (stop - start) / Math.max(1, endpoint ? count - 1 : count);
        return table(i -> Math.pow(base, start + i * step), count, type);
    }

    /** So many numbers, each the same multiple of the one before. */
    public static Tensor geomspace(double start, double stop, int count, boolean endpoint, DataType type) {
        double ratio = Math.pow(stop / start, 1.0 / Math.max(1, endpoint ? count - 1 : count));
        return table(i -> start * Math.pow(ratio, (double) i), count, type);
    }

    /** Bartlett's window: a triangle. */
    public static Tensor bartlett(int length) {
        return window(length, t -> 1 - Math.abs(2 * t - 1));
    }

    /** Hann's window: a raised cosine. */
    public static Tensor hanning(int length) {
        return window(length, t -> 0.5 - 0.5 * Math.cos(2 * Math.PI * t));
    }

    /** Hamming's window: a cosine raised so that the ends stay above 0. */
    public static Tensor hamming(int length) {
        return window(length, t -> 0.54 - 0.46 * Math.cos(2 * Math.PI * t));
    }

    /** Blackman's window, of two cosines. */
    public static Tensor blackman(int length) {
        return window(length, t -> 0.42 - 0.5 * Math.cos(2 * Math.PI * t) + 0.08 * Math.cos(4 * Math.PI * t));
    }

    /** Kaiser's window; {@code beta} makes it narrower. */
    public static Tensor kaiser(int length, double beta) {
        String code = "torch.kaiser_window(" + length + ", False, " + Code.number(beta) + ", dtype=6, device={device})";
        return Primitive.constant("kaiser", code, new Shape(length), DataType.FLOAT32);
    }

    private static Tensor window(int length, java.util.function.DoubleUnaryOperator height) {
        return table(i -> length == 1 ? 1 : height.applyAsDouble(i / (length - 1.0)), length, DataType.FLOAT32);
    }

    private static Tensor table(java.util.function.LongToDoubleFunction value, long count, DataType type) {
        double[] values = new double[(int) count];
        Arrays.setAll(values, i -> type.isFloating() ? value.applyAsDouble(i) : Math.floor(value.applyAsDouble(i)));
        String code = "torch.tensor(" + Arrays.toString(values) + ", dtype=" + Code.type(type) + ", device={device})";
        return Primitive.constant("table", code, new Shape(count), type);
    }

    /** The length of each axis, int32 {@code (rank)}; those that the program does not know before it runs are in it too. */
    public static Tensor shape(Tensor x) {
        String code = "torch.tensor(" + Code.sizes(x.shape(), 0) + ", dtype=3, device={device})";
        return Primitive.constant("shape", code, new Shape(x.rank()), DataType.INT32, x);
    }

    /** The number of elements, int32. */
    public static Tensor size(Tensor x) {
        return Primitive.constant(
                "size", "torch.full([], torch.numel({0}), dtype=3, device={device})", new Shape(), DataType.INT32, x);
    }
}
