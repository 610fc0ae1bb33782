package jeras;

import java.nio.ByteBuffer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Elementwise operations with broadcasting, on the heap.
 *
 * <p>Floats are computed in double and rounded once, which for the four operations and the square root gives the same bits
 * as computing in the narrower type itself.
 */
final class ArrayArithmetic {
    private ArrayArithmetic() {}

    /** Computes in double, element by element, and writes the results as {@code result}. */
    static Array floats(Array a, Array b, Element result, DoubleBinaryOperator operator) {
        long[] dims = ArrayLayout.broadcast(a.dims(), b.dims());
        StridedWalk walk = walk(a, b, dims);
        ByteBuffer target = ArrayLayout.allocate(result, dims);
        ByteBuffer leftBytes = a.bytes();
        ByteBuffer rightBytes = b.bytes();
        double[] left = new double[StridedWalk.ROW];
        double[] right = new double[StridedWalk.ROW];
        walk.forEachRow((positions, count) -> {
            a.element().read(leftBytes, positions[0], walk.step(0), left, count);
            b.element().read(rightBytes, positions[1], walk.step(1), right, count);
            for (int i = 0; i < count; i++) {
                left[i] = operator.applyAsDouble(left[i], right[i]);
            }
            result.write(target, positions[2], left, count);
        });
        return ArrayLayout.wrap(target, result, dims);
    }

    /** Computes in long, element by element, and writes the results as {@code result}. */
    static Array integers(Array a, Array b, Element result, LongBinaryOperator operator) {
        long[] dims = ArrayLayout.broadcast(a.dims(), b.dims());
        StridedWalk walk = walk(a, b, dims);
        ByteBuffer target = ArrayLayout.allocate(result, dims);
        ByteBuffer leftBytes = a.bytes();
        ByteBuffer rightBytes = b.bytes();
        long[] left = new long[StridedWalk.ROW];
        long[] right = new long[StridedWalk.ROW];
        walk.forEachRow((positions, count) -> {
            a.element().read(leftBytes, positions[0], walk.step(0), left, count);
            b.element().read(rightBytes, positions[1], walk.step(1), right, count);
            for (int i = 0; i < count; i++) {
                left[i] = operator.applyAsLong(left[i], right[i]);
            }
            result.write(target, positions[2], left, count);
        });
        return ArrayLayout.wrap(target, result, dims);
    }

    /** The views of the walk are a, b and the target. */
    private static StridedWalk walk(Array a, Array b, long[] dims) {
        return new StridedWalk(
                dims,
                ArrayLayout.broadcastStrides(a.dims(), dims),
                ArrayLayout.broadcastStrides(b.dims(), dims),
                ArrayLayout.strides(dims));
    }

    static Array map(Array array, Element result, DoubleUnaryOperator operator) {
        ByteBuffer source = array.bytes();
        ByteBuffer target = ArrayLayout.allocate(result, array.dims());
        double[] row = new double[StridedWalk.ROW];
        rows(array, (at, count) -> {
            array.element().read(source, at, 1, row, count);
            for (int i = 0; i < count; i++) {
                row[i] = operator.applyAsDouble(row[i]);
            }
            result.write(target, at, row, count);
        });
        return ArrayLayout.wrap(target, result, array.dims());
    }

    static Array cast(Array array, Element result) {
        if (array.element().isFloat()) {
            return map(array, result, value -> value);
        }
        ByteBuffer source = array.bytes();
        ByteBuffer target = ArrayLayout.allocate(result, array.dims());
        long[] row = new long[StridedWalk.ROW];
        rows(array, (at, count) -> {
            array.element().read(source, at, 1, row, count);
            result.write(target, at, row, count);
        });
        return ArrayLayout.wrap(target, result, array.dims());
    }

    @FunctionalInterface
    private interface Row {
        void visit(int position, int count);
    }

    private static void rows(Array array, Row row) {
        for (long at = 0; at < array.size(); at += StridedWalk.ROW) {
            row.visit((int) at, (int) Math.min(StridedWalk.ROW, array.size() - at));
        }
    }

    /** A Java {@code double} meeting an array takes the array's type if that is a float. */
    static Array scalar(double value, Array meets) {
        return Array.full(meets.element().toFloat().dataType(), value);
    }

    /** As {@link #scalar(double, Array)}, but against integers it is not rounded to float32, for that could make it equal. */
    static Array comparand(double value, Array meets) {
        return meets.element().isFloat() ? scalar(value, meets) : Array.of(value);
    }

    /** A Java {@code long} meeting an array takes the array's type, and must fit into it. */
    static Array scalar(long value, Array meets) {
        Element element = meets.element() == Element.BOOLEAN ? Element.INT64 : meets.element();
        ByteBuffer bytes = ArrayLayout.allocate(element);
        element.writeLong(bytes, 0, value);
        if (!element.isFloat() && element.readLong(bytes, 0) != value) {
            throw new InvalidArgumentException(JerasException.message(
                    value + " does not fit into " + element.keras() + ".",
                    "a number in the range of the array's type, " + element.keras(),
                    Long.toString(value),
                    "cast the array to a wider type first"));
        }
        return ArrayLayout.wrap(bytes, element);
    }

    /** In the common type of both. */
    static Array combine(Array a, Array b, DoubleBinaryOperator floats, LongBinaryOperator integers) {
        Element result = Element.promote(a.element(), b.element());
        return result.isFloat() ? floats(a, b, result, floats) : integers(a, b, result, integers);
    }

    static Array subtract(Array a, Array b) {
        if (a.element() == Element.BOOLEAN && b.element() == Element.BOOLEAN) {
            throw new InvalidArgumentException(JerasException.message(
                    "Booleans cannot be subtracted from booleans.",
                    "numbers in at least one of the arrays",
                    "two arrays of type bool",
                    "cast one of them, for instance to int32"));
        }
        return combine(a, b, (x, y) -> x - y, (x, y) -> x - y);
    }

    static Array divide(Array a, Array b) {
        Element result = Element.promote(a.element(), b.element()).toFloat();
        return floats(a, b, result, (x, y) -> x / y);
    }

    static Array abs(Array array) {
        return array.element().isFloat()
                ? map(array, array.element(), Math::abs)
                : integers(array, array, array.element(), (value, same) -> Math.abs(value));
    }

    @FunctionalInterface
    interface DoubleRelation {
        boolean holds(double a, double b);
    }

    @FunctionalInterface
    interface LongRelation {
        boolean holds(long a, long b);
    }

    static Array compare(Array a, Array b, DoubleRelation floats, LongRelation integers) {
        return Element.promote(a.element(), b.element()).isFloat()
                ? floats(a, b, Element.BOOLEAN, (x, y) -> floats.holds(x, y) ? 1 : 0)
                : integers(a, b, Element.BOOLEAN, (x, y) -> integers.holds(x, y) ? 1 : 0);
    }

    static Array range(long start, long stop, long step) {
        requireStep(step != 0);
        long count = Math.max(0, (stop - start + step - Long.signum(step)) / step);
        ByteBuffer bytes = ArrayLayout.allocate(Element.INT64, count);
        for (int i = 0; i < count; i++) {
            bytes.putLong(i * Long.BYTES, start + i * step);
        }
        return ArrayLayout.wrap(bytes, Element.INT64, count);
    }

    static Array range(double start, double stop, double step) {
        requireStep(step != 0);
        long count = (long) Math.max(0, Math.ceil((stop - start) / step));
        ByteBuffer bytes = ArrayLayout.allocate(Element.FLOAT64, count);
        for (int i = 0; i < count; i++) {
            bytes.putDouble(i * Double.BYTES, start + i * step);
        }
        return ArrayLayout.wrap(bytes, Element.FLOAT64, count);
    }

    private static void requireStep(boolean given) {
        if (!given) {
            throw new InvalidArgumentException(JerasException.message(
                    "A range cannot advance by 0.", "a step other than 0", "0", "give a positive or negative step"));
        }
    }
}
