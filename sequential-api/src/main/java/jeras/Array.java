package jeras;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Literal;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * An immutable n-dimensional array on the Java heap: what goes into a model and what comes out.
 *
 * <p>It prints as NumPy's arrays do and its operations mean what NumPy's mean; each returns a new array. Data types combine
 * as in Keras: integers meeting floats take the floats' type, and where integers give fractions (a division, a mean, a
 * square root) the result is {@code float32}, Keras's default, not NumPy's {@code float64}. A Java number takes the type of
 * the array that it meets.
 *
 * <pre>{@code
 * Array x = Array.of(new float[][] {{1, 2}, {3, 4}});
 * x.divide(255).get(":, 0").mean().item();
 * }</pre>
 *
 * <p>An array needs no closing, holds no native memory, and may be used by several threads at once. It has at most 2 GB.
 */
public final class Array implements Literal {
    private final Shape shape;
    private final DataType dataType;
    private final ByteBuffer bytes;
    /** What the elements of an array of strings, which are places in it, stand for; null for numbers. */
    private final String[] texts;

    private Array(Shape shape, DataType dataType, ByteBuffer bytes, String... texts) {
        this.shape = shape;
        this.dataType = dataType;
        this.bytes = bytes;
        this.texts = texts;
    }

    /**
     * Takes over {@code bytes} (row-major, native byte order, position 0, limit = size in bytes) without a copy; the caller
     * must not write to it afterwards.
     */
    public static Array wrap(ByteBuffer bytes, Shape shape, DataType dataType) {
        long expected = shape.size() * dataType.getNumOfBytes();
        if (bytes.remaining() != expected) {
            throw new InvalidArgumentException(JerasException.message(
                    "An array cannot be made from this buffer.",
                    expected + " bytes for " + dataType + " " + shape,
                    bytes.remaining() + " bytes",
                    "give a buffer of the array's size"));
        }
        return new Array(shape, dataType, readOnly(bytes), (String[]) null);
    }

    private static ByteBuffer readOnly(ByteBuffer bytes) {
        return bytes.slice().order(ByteOrder.nativeOrder()).asReadOnlyBuffer();
    }

    /** Takes over strings: each element is the place of its text, an int, so that moving elements is moving numbers. */
    static Array ofTexts(ByteBuffer places, String[] texts, long... dims) {
        return new Array(new Shape(dims), DataType.STRING, readOnly(places), texts);
    }

    // ---- making

    /**
     * Makes an array from what Java has.
     *
     * <ul>
     *   <li>a number or a boolean: a single value, of shape {@code ()}
     *   <li>{@code float}, {@code double}, {@code int}, {@code long}, {@code byte} (signed) and {@code boolean} arrays of any
     *       depth, with the matching data type
     *   <li>a string, and arrays of strings of any depth, with the data type {@code string}
     *   <li>lists of all of these, of arrays and of {@link NDArray}s: stacked along a new first axis
     *   <li>an {@code Array}: itself
     * </ul>
     *
     * @throws ShapeMismatchException if nested values have unequal lengths
     * @throws InvalidArgumentException for anything else, and for strings among numbers
     */
    public static Array of(Object value) {
        return ArrayConversion.of(value);
    }

    /** Copies a DJL array, from whatever device it is on. */
    public static Array of(NDArray value) {
        return ArrayScope.copyOut(value);
    }

    /** {@code float32} values in row-major order. */
    public static Array of(float[] values, long... shape) {
        return of((Object) values).reshape(shape);
    }

    /** {@code float64} values in row-major order. */
    public static Array of(double[] values, long... shape) {
        return of((Object) values).reshape(shape);
    }

    /** {@code int32} values in row-major order. */
    public static Array of(int[] values, long... shape) {
        return of((Object) values).reshape(shape);
    }

    /** {@code int64} values in row-major order. */
    public static Array of(long[] values, long... shape) {
        return of((Object) values).reshape(shape);
    }

    /** Strings, of shape {@code (n)}; they can be moved, picked and printed, and layers make numbers of them. */
    public static Array of(String... values) {
        return of((Object) values);
    }

    /** Strings in row-major order. */
    public static Array of(String[] values, long... shape) {
        return of((Object) values).reshape(shape);
    }

    public static Array zeros(DataType dataType, long... shape) {
        Element element = Element.of(dataType);
        return ArrayLayout.wrap(ArrayLayout.allocate(element, shape), element, shape);
    }

    public static Array ones(DataType dataType, long... shape) {
        return full(dataType, 1, shape);
    }

    public static Array full(DataType dataType, double value, long... shape) {
        return ArrayArithmetic.map(zeros(dataType, shape), Element.of(dataType), zero -> value);
    }

    /** {@code int64} numbers from 0 to {@code stop}, without {@code stop}. */
    public static Array arange(long stop) {
        return arange(0, stop, 1);
    }

    /** {@code int64} numbers from {@code start}, {@code step} apart, as long as they do not reach {@code stop}. */
    public static Array arange(long start, long stop, long step) {
        return ArrayArithmetic.range(start, stop, step);
    }

    /** {@code float64} numbers from {@code start}, {@code step} apart, as long as they do not reach {@code stop}. */
    public static Array arange(double start, double stop, double step) {
        return ArrayArithmetic.range(start, stop, step);
    }

    /** Arrays of one shape, side by side along a new first axis. */
    public static Array stack(List<Array> arrays) {
        return ArrayLayout.stack(arrays);
    }

    /** Arrays one after another along an axis; their other axes are equal. */
    public static Array concatenate(List<Array> arrays, int axis) {
        return ArrayLayout.concatenate(arrays, axis);
    }

    // ---- reading

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public DataType dataType() {
        return dataType;
    }

    /** The values as they lie in memory: row-major, native byte order, read-only. */
    @Override
    public ByteBuffer bytes() {
        requireNumbers();
        return raw();
    }

    /** As {@link #bytes}; of strings, their places in {@link #texts}. */
    ByteBuffer raw() {
        return bytes.duplicate().order(ByteOrder.nativeOrder());
    }

    /** The texts for which the elements stand, some perhaps for none; null for numbers. */
    String[] texts() {
        return texts;
    }

    /** The bytes of one element. */
    int width() {
        return isText() ? Integer.BYTES : element().width();
    }

    /** Other elements of the same kind, from a buffer that is taken over. */
    Array like(ByteBuffer elements, long... dims) {
        return isText() ? ofTexts(elements, texts, dims) : wrap(elements, new Shape(dims), dataType);
    }

    /** True for strings, which have no numbers. */
    public boolean isText() {
        return dataType == DataType.STRING;
    }

    private void requireNumbers() {
        if (isText()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Strings are no numbers to compute with.",
                    "an array of numbers",
                    "an array of strings of shape " + shape,
                    "turn text into numbers first, by TextVectorization, StringLookup or Hashing"));
        }
    }

    /** The number of elements. */
    public long size() {
        return shape.size();
    }

    /** The number of axes. */
    public int rank() {
        return shape.dimension();
    }

    /** The length of the first axis. */
    public long length() {
        return shape.get(ArrayLayout.axis(0, rank()));
    }

    Element element() {
        requireNumbers();
        return Element.of(dataType);
    }

    /** A copy of the shape's numbers. */
    long[] dims() {
        return shape.getShape().clone();
    }

    /** The only element. */
    public double item() {
        if (size() != 1) {
            throw new ShapeMismatchException(JerasException.message(
                    "An array of shape " + shape + " is not a single value.",
                    "one element",
                    size() + " elements",
                    "pick one with getDouble, or read them all with toDoubleArray"));
        }
        return element().readDouble(bytes(), 0);
    }

    /** One element; a negative index counts from the end. */
    public double getDouble(long... index) {
        return get(index).item();
    }

    /** All elements in row-major order, converted. */
    public float[] toFloatArray() {
        float[] values = new float[(int) size()];
        cast(DataType.FLOAT32).bytes().asFloatBuffer().get(values);
        return values;
    }

    /** All elements in row-major order, converted. */
    public double[] toDoubleArray() {
        double[] values = new double[(int) size()];
        cast(DataType.FLOAT64).bytes().asDoubleBuffer().get(values);
        return values;
    }

    /** All elements in row-major order, converted: fractions are cut off. */
    public int[] toIntArray() {
        int[] values = new int[(int) size()];
        cast(DataType.INT32).bytes().asIntBuffer().get(values);
        return values;
    }

    /** All elements in row-major order, converted: fractions are cut off. */
    public long[] toLongArray() {
        long[] values = new long[(int) size()];
        cast(DataType.INT64).bytes().asLongBuffer().get(values);
        return values;
    }

    /** All strings in row-major order. */
    public String[] toStringArray() {
        if (!isText()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Numbers are no strings.",
                    "an array of strings",
                    "an array of " + element().keras(),
                    "print it with toString, or read it with toDoubleArray"));
        }
        String[] values = new String[(int) size()];
        ByteBuffer places = raw();
        for (int i = 0; i < values.length; i++) {
            values[i] = texts[places.getInt(i * Integer.BYTES)];
        }
        return values;
    }

    /** One string; a negative index counts from the end. */
    public String getString(long... index) {
        Array picked = get(index);
        if (picked.size() != 1) {
            throw new ShapeMismatchException(JerasException.message(
                    "An array of shape " + picked.shape() + " is not a single string.",
                    "one element",
                    picked.size() + " elements",
                    "give an index for each axis, or read them all with toStringArray"));
        }
        return picked.toStringArray()[0];
    }

    /**
     * Nested Java arrays, for instance {@code float[][]} for {@code float32} of rank 2, and a boxed number for rank 0.
     * Unsigned and 16-bit types come as the smallest of {@code int}, {@code long} and {@code float} that holds them.
     */
    public Object toArray() {
        return ArrayNesting.nested(this);
    }

    /** Copies the values into a DJL array that belongs to {@code manager}: the door to plain DJL. */
    public NDArray toNDArray(NDManager manager) {
        return ArrayScope.copyIn(this, manager);
    }

    /**
     * A constant with these values, to be used with tensors: {@code x.add(mean.toTensor())}.
     *
     * @see <a href="https://keras.io/api/ops/core/#converttotensor-function">keras.ops.convert_to_tensor</a>
     */
    public Tensor toTensor() {
        return Ops.convertToTensor(this);
    }

    // ---- shape and place

    /** The same elements in another shape; one dimension may be -1 and is then computed. Shares the memory. */
    public Array reshape(long... dims) {
        return ArrayLayout.reshape(this, dims);
    }

    /** The same elements along one axis. Shares the memory. */
    public Array flatten() {
        return reshape(size());
    }

    /** Puts in an axis of length 1, so that it becomes axis number {@code axis}. Shares the memory. */
    public Array expandDims(int axis) {
        return ArrayLayout.expandDims(this, axis);
    }

    /** Takes out all axes of length 1. Shares the memory. */
    public Array squeeze() {
        return reshape(Arrays.stream(dims()).filter(dim -> dim != 1).toArray());
    }

    /** Reorders the axes; reverses them if none are named. */
    public Array transpose(int... axes) {
        return ArrayLayout.transpose(this, axes);
    }

    /** The sub-array at an index of each of the first axes; a negative index counts from the end. Shares the memory. */
    public Array get(long... index) {
        return ArrayIndex.get(this, index);
    }

    /**
     * Basic indexing as in Python, for instance {@code "0:10"}, {@code ":, 0"}, {@code "..., -1"} or {@code "::-1"}. Shares
     * the memory where the elements lie one after another.
     */
    public Array get(String index) {
        return ArrayIndex.get(this, index);
    }

    /** From {@code begin} to {@code end}, without {@code end}, along the first axis, as {@code x[begin:end]}. Shares the memory. */
    public Array slice(long begin, long end) {
        ArrayLayout.axis(0, rank());
        return get(begin + ":" + end);
    }

    /** Picks sub-arrays along the first axis, in the order given; a negative index counts from the end. */
    public Array take(int... indices) {
        return take(of((Object) indices));
    }

    /**
     * Picks sub-arrays along the first axis.
     *
     * @param indices integers of any shape, which takes the first axis's place in the result
     */
    public Array take(Array indices) {
        return ArrayLayout.take(this, indices);
    }

    // ---- data types

    /** Converts each element; fractions are cut off for integer types, anything but 0 is true. */
    public Array cast(DataType target) {
        return target == dataType ? this : ArrayArithmetic.cast(this, Element.of(target));
    }

    /** By Keras's name of the type, for instance {@code "float32"} or {@code "bool"}. */
    public Array cast(String target) {
        return cast(Element.of(target).dataType());
    }

    // ---- arithmetic, with broadcasting

    public Array add(Array other) {
        return ArrayArithmetic.combine(this, other, Double::sum, Long::sum);
    }

    public Array add(double value) {
        return add(ArrayArithmetic.scalar(value, this));
    }

    public Array add(long value) {
        return add(ArrayArithmetic.scalar(value, this));
    }

    public Array subtract(Array other) {
        return ArrayArithmetic.subtract(this, other);
    }

    public Array subtract(double value) {
        return subtract(ArrayArithmetic.scalar(value, this));
    }

    public Array subtract(long value) {
        return subtract(ArrayArithmetic.scalar(value, this));
    }

    public Array multiply(Array other) {
        return ArrayArithmetic.combine(this, other, (a, b) -> a * b, (a, b) -> a * b);
    }

    public Array multiply(double value) {
        return multiply(ArrayArithmetic.scalar(value, this));
    }

    public Array multiply(long value) {
        return multiply(ArrayArithmetic.scalar(value, this));
    }

    /** True division: integers divided by integers give {@code float32}, as in Keras (NumPy: {@code float64}). */
    public Array divide(Array other) {
        return ArrayArithmetic.divide(this, other);
    }

    /** True division: integers give {@code float32}, as in Keras (NumPy: {@code float64}). */
    public Array divide(double value) {
        return divide(ArrayArithmetic.scalar(value, this));
    }

    public Array abs() {
        return ArrayArithmetic.abs(this);
    }

    /** To the nearest integer, halves to the even one; the type stays. */
    public Array round() {
        return element().isFloat() ? ArrayArithmetic.map(this, element(), Math::rint) : this;
    }

    public Array sqrt() {
        return ArrayArithmetic.map(this, element().toFloat(), Math::sqrt);
    }

    public Array exp() {
        return ArrayArithmetic.map(this, element().toFloat(), Math::exp);
    }

    public Array log() {
        return ArrayArithmetic.map(this, element().toFloat(), Math::log);
    }

    /** Element by element, as booleans. */
    public Array equal(Array other) {
        return ArrayArithmetic.compare(this, other, (a, b) -> a == b, (a, b) -> a == b);
    }

    public Array equal(double value) {
        return equal(ArrayArithmetic.comparand(value, this));
    }

    /** Element by element, as booleans. */
    public Array greater(Array other) {
        return ArrayArithmetic.compare(this, other, (a, b) -> a > b, (a, b) -> a > b);
    }

    public Array greater(double value) {
        return greater(ArrayArithmetic.comparand(value, this));
    }

    /** Element by element, as booleans. */
    public Array less(Array other) {
        return other.greater(this);
    }

    public Array less(double value) {
        return less(ArrayArithmetic.comparand(value, this));
    }

    /** The matrix product as {@code numpy.matmul}: of the last two axes, the others broadcast. Runs on DJL. */
    public Array matMul(Array other) {
        return ArrayScope.matMul(this, other);
    }

    /**
     * Computes anything that DJL can: {@code x.map(nd -> nd.sub(mean).div(std))}. All native memory is freed before this
     * returns, so the function must not keep its argument.
     */
    public Array map(UnaryOperator<NDArray> operation) {
        return ArrayScope.map(this, operation);
    }

    // ---- reductions: over the axes named, over all if none are

    /** Integers and booleans add up to {@code int64}. */
    public Array sum(int... axes) {
        return new ArrayReduction(this, axes).sum();
    }

    /** Integers and booleans have a {@code float32} mean. */
    public Array mean(int... axes) {
        return new ArrayReduction(this, axes).mean();
    }

    /** The standard deviation of the population (divided by n), as {@code numpy.std}. */
    public Array std(int... axes) {
        return new ArrayReduction(this, axes).std();
    }

    public Array min(int... axes) {
        return new ArrayReduction(this, axes).min();
    }

    public Array max(int... axes) {
        return new ArrayReduction(this, axes).max();
    }

    /** Where the smallest element is, the first if there are several, as {@code int64}. */
    public Array argMin(int axis) {
        return new ArrayReduction(this, axis).argMin();
    }

    /** Where the smallest element of the flattened array is. */
    public Array argMin() {
        return new ArrayReduction(this).argMin();
    }

    /** Where the largest element is, the first if there are several, as {@code int64}. */
    public Array argMax(int axis) {
        return new ArrayReduction(this, axis).argMax();
    }

    /** Where the largest element of the flattened array is. */
    public Array argMax() {
        return new ArrayReduction(this).argMax();
    }

    // ---- as an object

    /** By value: same shape, same type, same bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Array array
                && dataType == array.dataType
                && Arrays.equals(dims(), array.dims())
                && (isText() ? Arrays.equals(toStringArray(), array.toStringArray()) : bytes.equals(array.bytes));
    }

    @Override
    public int hashCode() {
        int elements = isText() ? Arrays.hashCode(toStringArray()) : bytes.hashCode();
        return 31 * (31 * Arrays.hashCode(dims()) + dataType.hashCode()) + elements;
    }

    /** As NumPy prints it. */
    @Override
    public String toString() {
        return ArrayPrinter.print(this);
    }
}
