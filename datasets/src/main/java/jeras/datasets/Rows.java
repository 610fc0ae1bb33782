package jeras.datasets;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import jeras.Array;

/** Moves rows of arrays as bytes: no engine has to start for it. */
final class Rows {
    private Rows() {}

    /**
     * The named rows, in their order.
     *
     * @param from {@code (n, ...)}
     * @param rows each 0 to n - 1
     * @return {@code (rows, ...)}
     */
    static Array take(Array from, int... rows) {
        int rowBytes = rowBytes(from);
        ByteBuffer bytes = from.bytes();
        ByteBuffer to = ByteBuffer.allocate(Math.multiplyExact(rowBytes, rows.length));
        for (int row : rows) {
            to.put(bytes.slice(row * rowBytes, rowBytes));
        }
        return Array.wrap(to.flip(), new Shape(rows.length).addAll(from.shape().slice(1)), from.dataType());
    }

    /** The rows from {@code begin} to {@code end - 1}, without a copy. */
    static Array range(Array from, int begin, int end) {
        int rowBytes = rowBytes(from);
        return Array.wrap(
                from.bytes().slice(begin * rowBytes, (end - begin) * rowBytes),
                new Shape(end - begin).addAll(from.shape().slice(1)),
                from.dataType());
    }

    private static int rowBytes(Array from) {
        return Math.toIntExact(from.shape().slice(1).size() * from.dataType().getNumOfBytes());
    }
}
