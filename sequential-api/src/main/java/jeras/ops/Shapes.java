package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.StringJoiner;
import jeras.ShapeMismatchException;

/** Shape arithmetic: pure functions on shapes in which -1 stands for an unknown length. */
public final class Shapes {
    private Shapes() {}

    /** As messages print a shape: {@code (?, 28, 28, 1)}. */
    public static String text(Shape shape) {
        return text(shape, "?");
    }

    /** A shape as Python prints it, with the given word for an unknown axis: {@code (None, 10)}, {@code (None,)}. */
    public static String text(Shape shape, String unknown) {
        StringJoiner joiner = new StringJoiner(", ", "(", shape.dimension() == 1 ? ",)" : ")");
        for (long d : shape.getShape()) {
            joiner.add(d < 0 ? unknown : Long.toString(d));
        }
        return joiner.toString();
    }

    /** The axis counted from the front. */
    public static int axis(int axis, int rank) {
        int a = axis < 0 ? axis + rank : axis;
        if (a < 0 || a >= rank) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "Axis " + axis + " does not exist.",
                    "an axis from " + -rank + " to " + (rank - 1),
                    "axis " + axis + " of a tensor with " + rank + " axes",
                    "name an axis that the tensor has"));
        }
        return a;
    }

    /** The axes counted from the front, sorted, each once; all axes when none is given. */
    public static int[] axes(int[] axes, int rank) {
        if (axes.length == 0) {
            int[] all = new int[rank];
            Arrays.setAll(all, i -> i);
            return all;
        }
        return Arrays.stream(axes).map(a -> axis(a, rank)).sorted().distinct().toArray();
    }

    /** The shape without its first axis. */
    public static Shape withoutBatch(Shape shape) {
        return shape.slice(1);
    }

    /** The shape with an unknown first axis put before it. */
    public static Shape withBatch(long... shape) {
        long[] all = new long[shape.length + 1];
        all[0] = -1;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return new Shape(all);
    }

    /** The shape with one axis replaced. */
    public static Shape with(Shape shape, int axis, long size) {
        long[] dims = shape.getShape().clone();
        dims[axis(axis, dims.length)] = size;
        return new Shape(dims);
    }

    /** The product of all axes, or -1 when one is unknown. */
    public static long product(long... dims) {
        long p = 1;
        for (long d : dims) {
            if (d < 0) {
                return -1;
            }
            p *= d;
        }
        return p;
    }

    /** True when no axis is unknown. */
    public static boolean known(Shape shape) {
        return Arrays.stream(shape.getShape()).allMatch(d -> d >= 0);
    }

    /** True when the two could be equal, unknown axes matching any length. */
    public static boolean compatible(Shape a, Shape b) {
        if (a.dimension() != b.dimension()) {
            return false;
        }
        for (int i = 0; i < a.dimension(); i++) {
            if (a.get(i) >= 0 && b.get(i) >= 0 && a.get(i) != b.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** NumPy's broadcasting; an unknown axis against 1 or unknown stays unknown, against a length takes it. */
    public static Shape broadcast(String what, Shape a, Shape b) {
        int rank = Math.max(a.dimension(), b.dimension());
        long[] out = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long x = i <= a.dimension() ? a.get(a.dimension() - i) : 1;
            long y = i <= b.dimension() ? b.get(b.dimension() - i) : 1;
            if (x >= 0 && y >= 0 && x != y && x != 1 && y != 1) {
                throw new ShapeMismatchException(ShapeMismatchException.message(
                        what + " cannot broadcast its inputs.",
                        "axes of equal length, or 1",
                        text(a) + " and " + text(b),
                        "reshape one of them"));
            }
            out[rank - i] = x == 1 ? y : y == 1 || y < 0 ? x : x < 0 ? y : x;
        }
        return new Shape(out);
    }

    /** The data type of an arithmetic result; as in Keras, floats win over integers, the wider wins over the narrower. */
    public static DataType promote(DataType a, DataType b) {
        if (a == b) {
            return a;
        }
        if (a.isFloating() != b.isFloating()) {
            return a.isFloating() ? a : b;
        }
        if (a == DataType.BOOLEAN || b == DataType.BOOLEAN) {
            return a == DataType.BOOLEAN ? b : a;
        }
        if (a.getNumOfBytes() == b.getNumOfBytes()) {
            // float16 and bfloat16, or int8 and uint8: neither holds the other.
            return a.isFloating() ? DataType.FLOAT32 : DataType.INT16;
        }
        return a.getNumOfBytes() > b.getNumOfBytes() ? a : b;
    }
}
