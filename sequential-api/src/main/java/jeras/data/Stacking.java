package jeras.data;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import jeras.Array;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * Makes one batch of samples.
 *
 * @param padding what shorter samples are filled up with; null when all must have one shape
 */
record Stacking(Double padding) implements Function<List<Batch>, Batch> {
    @Override
    public Batch apply(List<Batch> samples) {
        Batch first = samples.get(0);
        List<List<Array>> rows = samples.stream().map(Batch::all).toList();
        List<Array> stacked = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size(); i++) {
            int part = i;
            List<Array> arrays = rows.stream()
                    .map(r ->
                            part < r.size() ? r.get(part) : missing(rows.get(0).size(), r.size()))
                    .toList();
            stacked.add(padding == null ? stacked(arrays) : padded(arrays));
        }
        return first.withAll(stacked);
    }

    private static Array missing(int expected, int received) {
        throw new ShapeMismatchException(JerasException.message(
                "Samples cannot be gathered into a batch.",
                expected + " arrays in each, as in the first",
                received + " in another",
                "give every sample as many inputs, targets and weights"));
    }

    private static Array stacked(List<Array> arrays) {
        for (Array array : arrays) {
            if (!array.shape().equals(arrays.get(0).shape())) {
                throw new ShapeMismatchException(JerasException.message(
                        "Samples of different shapes cannot be gathered into a batch.",
                        "the shape " + arrays.get(0).shape() + " of the first",
                        array.shape().toString(),
                        "give all one shape by map, or fill them up with paddedBatch"));
            }
        }
        return Array.stack(arrays);
    }

    private Array padded(List<Array> arrays) {
        Array first = arrays.get(0);
        int rank = first.rank();
        long[] longest = first.shape().getShape().clone();
        for (Array array : arrays) {
            if (array.rank() != rank) {
                throw new ShapeMismatchException(JerasException.message(
                        "Samples cannot be filled up to one shape.",
                        rank + " axes, as in the first",
                        array.rank() + " axes",
                        "give all samples as many axes"));
            }
            Arrays.setAll(longest, axis -> Math.max(longest[axis], array.shape().get(axis)));
        }
        return Array.stack(arrays.stream().map(a -> filled(a, longest)).toList());
    }

    private Array filled(Array array, long... dims) {
        if (Arrays.equals(array.shape().getShape(), dims)) {
            return array;
        }
        if (array.isText()) {
            String[] texts = new String[(int) product(dims)];
            Arrays.fill(texts, "");
            String[] given = array.toStringArray();
            copy(
                    array.shape().getShape(),
                    dims,
                    (from, to, length) -> System.arraycopy(given, from, texts, to, length));
            return Array.of(texts, dims);
        }
        DataType type = array.dataType();
        int width = type.getNumOfBytes();
        Array filling = Array.full(type, padding, dims);
        ByteBuffer bytes = ByteBuffer.allocate((int) product(dims) * width).order(ByteOrder.nativeOrder());
        bytes.put(filling.bytes()).rewind();
        ByteBuffer given = array.bytes();
        copy(
                array.shape().getShape(),
                dims,
                (from, to, length) -> bytes.put(to * width, given, from * width, length * width));
        return Array.wrap(bytes, new Shape(dims), type);
    }

    private static long product(long... dims) {
        return Arrays.stream(dims).reduce(1, Math::multiplyExact);
    }

    private interface Copy {
        void row(int from, int to, int length);
    }

    /** Row by row along the last axis. */
    private static void copy(long[] given, long[] wanted, Copy copy) {
        int rank = given.length;
        int length = (int) given[rank - 1];
        int rows = length == 0 ? 0 : (int) (product(given) / length);
        for (int row = 0; row < rows; row++) {
            int rest = row;
            long to = 0;
            long stride = wanted[rank - 1];
            for (int axis = rank - 2; axis >= 0; axis--) {
                to += rest % given[axis] * stride;
                rest /= (int) given[axis];
                stride *= wanted[axis];
            }
            copy.row(row * length, (int) to, length);
        }
    }
}
