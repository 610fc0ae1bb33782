package jeras;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jeras.utils.DataTypes;

/** Where elements lie: strides, axes, broadcasting, and the operations that only move elements. */
final class ArrayLayout {
    private ArrayLayout() {}

    /** A writable buffer for an array; an array holds at most 2 GB, as one Java buffer does. */
    static ByteBuffer allocate(Element element, long... dims) {
        return allocate(element.keras(), element.width(), dims);
    }

    private static ByteBuffer allocate(Array like, long... dims) {
        return allocate(DataTypes.name(like.dataType()), like.width(), dims);
    }

    private static ByteBuffer allocate(String type, int width, long... dims) {
        if (LongStream.of(dims).anyMatch(dim -> dim < 0)) {
            throw new InvalidArgumentException(JerasException.message(
                    "An array cannot have the shape " + new Shape(dims) + ".",
                    "no negative dimensions",
                    new Shape(dims).toString(),
                    "give the full shape"));
        }
        long size = width;
        for (long dim : dims) {
            size = Math.multiplyHigh(size, dim) == 0 && size * dim >= 0 ? size * dim : Long.MAX_VALUE;
        }
        if (size > Integer.MAX_VALUE) {
            throw new InvalidArgumentException(JerasException.message(
                    "An array of " + type + " " + new Shape(dims) + " is too large.",
                    "at most " + Integer.MAX_VALUE + " bytes",
                    size == Long.MAX_VALUE ? "far more" : size + " bytes",
                    "use a smaller data type, or several arrays"));
        }
        return ByteBuffer.allocate((int) size).order(ByteOrder.nativeOrder());
    }

    static Array wrap(ByteBuffer bytes, Element element, long... dims) {
        return Array.wrap(bytes, new Shape(dims), element.dataType());
    }

    /** The distance in elements between neighbours along each axis of a row-major array. */
    static long[] strides(long... dims) {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= dims[axis];
        }
        return strides;
    }

    /** Counts a negative axis from the end. */
    static int axis(int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is no axis " + axis + ".",
                    rank == 0 ? "no axis, for a single value has none" : "an axis from " + -rank + " to " + (rank - 1),
                    Integer.toString(axis),
                    "count axes from 0, or from the end with -1"));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** Counts a negative index from the end. */
    static long index(long index, long length, int axis) {
        if (index < -length || index >= length) {
            throw new InvalidArgumentException(JerasException.message(
                    "Index " + index + " is out of range.",
                    length == 0
                            ? "no index, for axis " + axis + " is empty"
                            : "an index from " + -length + " to " + (length - 1) + ", for axis " + axis + " has length "
                                    + length,
                    Long.toString(index),
                    "count from 0, or from the end with -1"));
        }
        return index < 0 ? index + length : index;
    }

    /** The shape that both broadcast to, as NumPy has it: aligned at the last axis, length 1 stretches. */
    static long[] broadcast(long[] a, long[] b) {
        int rank = Math.max(a.length, b.length);
        long[] dims = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long left = i > a.length ? 1 : a[a.length - i];
            long right = i > b.length ? 1 : b[b.length - i];
            if (left != right && left != 1 && right != 1) {
                throw new ShapeMismatchException(JerasException.message(
                        "Arrays of shape " + new Shape(a) + " and " + new Shape(b) + " cannot be combined.",
                        "equal lengths along every axis, counted from the last, or 1",
                        left + " and " + right + " along axis " + -i,
                        "reshape one of them, or add an axis with expandDims"));
            }
            dims[rank - i] = left == 1 ? right : left;
        }
        return dims;
    }

    /** The strides with which an array of shape {@code dims} is walked as one of shape {@code target}. */
    static long[] broadcastStrides(long[] dims, long[] target) {
        long[] own = strides(dims);
        long[] strides = new long[target.length];
        int added = target.length - dims.length;
        for (int axis = 0; axis < dims.length; axis++) {
            strides[added + axis] = dims[axis] == 1 ? 0 : own[axis];
        }
        return strides;
    }

    /** The elements that a strided view shows; without a copy where they already lie one after another. */
    static Array view(Array source, long[] dims, long start, long[] strides) {
        int width = source.width();
        StridedWalk walk = new StridedWalk(dims, strides);
        long size = new Shape(dims).size();
        if (size > 0 && walk.isContiguous(0)) {
            ByteBuffer same = source.raw().slice((int) start * width, (int) size * width);
            return source.like(same.order(ByteOrder.nativeOrder()), dims);
        }
        ByteBuffer target = allocate(source, dims);
        ByteBuffer bytes = source.raw();
        int step = walk.step(0);
        walk.forEachRow((positions, count) -> copyRow(bytes, positions[0], step, target, count, width), start);
        return source.like(target.flip(), dims);
    }

    private static void copyRow(ByteBuffer source, int position, int step, ByteBuffer target, int count, int width) {
        if (step == 1) {
            target.put(target.position(), source, position * width, count * width);
            target.position(target.position() + count * width);
            return;
        }
        for (int i = 0; i < count; i++) {
            int at = (position + i * step) * width;
            switch (width) {
                case 1 -> target.put(source.get(at));
                case 2 -> target.putShort(source.getShort(at));
                case 4 -> target.putInt(source.getInt(at));
                default -> target.putLong(source.getLong(at));
            }
        }
    }

    static Array reshape(Array array, long... dims) {
        long known = 1;
        int unknown = -1;
        boolean valid = true;
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] == -1) {
                valid &= unknown == -1;
                unknown = axis;
            } else {
                valid &= dims[axis] >= 0;
                known *= dims[axis];
            }
        }
        long[] filled = dims.clone();
        if (unknown >= 0) {
            valid &= known > 0 && array.size() % known == 0;
            filled[unknown] = valid ? array.size() / known : -1;
        }
        if (!valid || (unknown < 0 && known != array.size())) {
            throw new ShapeMismatchException(JerasException.message(
                    "An array of shape " + array.shape() + " cannot be reshaped to " + new Shape(dims) + ".",
                    "a shape of " + array.size() + " elements, at most one dimension -1",
                    new Shape(dims).toString(),
                    "make the product of the dimensions " + array.size()));
        }
        return array.like(array.raw(), filled);
    }

    /** Axes in reverse order if none are given. */
    static Array transpose(Array array, int... order) {
        int rank = array.rank();
        int[] axes = order.length == 0
                ? IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray()
                : IntStream.of(order).map(axis -> axis(axis, rank)).toArray();
        if (axes.length != rank || IntStream.of(axes).distinct().count() != rank) {
            throw new InvalidArgumentException(JerasException.message(
                    "An array of shape " + array.shape() + " cannot be transposed.",
                    "each of its " + rank + " axes once",
                    Arrays.toString(order),
                    "name every axis, or none to reverse them all"));
        }
        long[] dims = array.dims();
        long[] strides = strides(dims);
        return view(
                array,
                IntStream.of(axes).mapToLong(axis -> dims[axis]).toArray(),
                0,
                IntStream.of(axes).mapToLong(axis -> strides[axis]).toArray());
    }

    static Array expandDims(Array array, int axis) {
        int rank = array.rank() + 1;
        int added = axis(axis, rank);
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = i == added ? 1 : array.shape().get(i < added ? i : i - 1);
        }
        return reshape(array, dims);
    }

    /** Picks sub-arrays along the first axis; the result's shape is that of the indices followed by the other axes. */
    static Array take(Array array, Array indices) {
        axis(0, array.rank());
        if (indices.element().isFloat() || indices.element() == Element.BOOLEAN) {
            throw new InvalidArgumentException(JerasException.message(
                    "Rows cannot be picked with " + indices.element().keras() + " indices.",
                    "indices of an integer type",
                    indices.element().keras(),
                    "cast the indices to int64"));
        }
        long[] dims = array.dims();
        long[] taken = LongStream.concat(
                        LongStream.of(indices.dims()), LongStream.of(dims).skip(1))
                .toArray();
        ByteBuffer target = allocate(array, taken);
        ByteBuffer bytes = array.raw();
        int block = dims[0] == 0 ? 0 : (int) (bytes.remaining() / dims[0]);
        int at = 0;
        for (long index : indices.toLongArray()) {
            target.put(at, bytes, (int) index(index, dims[0], 0) * block, block);
            at += block;
        }
        return array.like(target, taken);
    }

    static Array concatenate(List<Array> arrays, int along) {
        Array first = first(arrays, "concatenated");
        int axis = axis(along, first.rank());
        long[] dims = first.dims();
        dims[axis] = 0;
        for (Array array : arrays) {
            long[] other = array.dims();
            if (other.length == dims.length) {
                dims[axis] += other[axis];
                other[axis] = first.dims()[axis];
            }
            if (!Arrays.equals(other, first.dims())) {
                throw mismatch("concatenated along axis " + axis, "equal shapes but for axis " + axis, first, array);
            }
        }
        List<Array> parts = alike(arrays);
        ByteBuffer target = allocate(parts.get(0), dims);
        int outer = (int) LongStream.of(dims).limit(axis).reduce(1, (a, b) -> a * b);
        List<ByteBuffer> sources = parts.stream().map(Array::raw).toList();
        for (int i = 0; i < outer; i++) {
            for (ByteBuffer source : sources) {
                int block = source.capacity() / outer;
                target.put(source.slice(i * block, block));
            }
        }
        return parts.get(0).like(target.flip(), dims);
    }

    /** The arrays in the one data type that holds the values of all; strings over the same texts. */
    private static List<Array> alike(List<Array> arrays) {
        if (arrays.stream().allMatch(Array::isText)) {
            return ArrayTexts.shared(arrays);
        }
        Element element =
                arrays.stream().map(Array::element).reduce(Element::promote).orElseThrow();
        return arrays.stream().map(array -> array.cast(element.dataType())).toList();
    }

    static Array stack(List<Array> arrays) {
        Array first = first(arrays, "stacked");
        for (Array array : arrays) {
            if (!Arrays.equals(array.dims(), first.dims())) {
                throw mismatch("stacked", "equal shapes", first, array);
            }
        }
        return concatenate(arrays.stream().map(array -> array.expandDims(0)).toList(), 0);
    }

    private static Array first(List<Array> arrays, String what) {
        if (arrays.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "No arrays to be " + what + ".", "at least one array", "an empty list", "give one or more arrays"));
        }
        return arrays.get(0);
    }

    private static ShapeMismatchException mismatch(String what, String expected, Array first, Array other) {
        return new ShapeMismatchException(JerasException.message(
                "Arrays of shape " + first.shape() + " and " + other.shape() + " cannot be " + what + ".",
                expected,
                first.shape() + " and " + other.shape(),
                "reshape or cut them to fit"));
    }
}
