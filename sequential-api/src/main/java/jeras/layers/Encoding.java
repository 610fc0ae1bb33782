package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.LongStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Indices on the heap as rows of zeros and ones, or of counts; an index that no place is for counts for nothing. */
final class Encoding {
    /** In place of an index: to be left out. */
    static final long NOTHING = Long.MAX_VALUE;

    private Encoding() {}

    /**
     * The shape after the encoding: {@code one_hot} adds an axis, or takes that of a last axis of length 1; the others put it
     * in the place of the samples' axis, the last one up to rank 2, else the second.
     */
    static Shape shape(String mode, Shape input, long depth) {
        int rank = input.dimension();
        if (mode.equals("int")) {
            return input;
        } else if (rank == 0) {
            return mode.equals("one_hot") ? new Shape(1, depth) : new Shape(depth);
        } else if (mode.equals("one_hot")) {
            return rank > 1 && input.get(rank - 1) == 1
                    ? input.slice(0, rank - 1).add(depth)
                    : input.add(depth);
        }
        int reduced = Math.min(1, rank - 1);
        return input.slice(0, reduced).addAll(input.slice(reduced + 1)).add(depth);
    }

    /**
     * Encodes indices.
     *
     * @param dims the shape of the indices
     */
    static Array of(String mode, long[] indices, long[] dims, int depth) {
        Shape shape = shape(mode, new Shape(dims), depth);
        FloatRows rows = new FloatRows(shape, depth);
        if (mode.equals("one_hot")) {
            for (int i = 0; i < indices.length; i++) {
                rows.set(i, indices[i]);
            }
            return rows.array();
        }
        // Rank up to 2: rows of samples. More: (batch, samples, inner), reduced over the samples.
        long outer = dims.length < 2 ? 1 : dims[0];
        long samples = dims.length == 0 ? 1 : dims[Math.min(1, dims.length - 1)];
        long inner = LongStream.of(dims).skip(2).reduce(1, (a, b) -> a * b);
        boolean counts = mode.equals("count");
        int at = 0;
        for (int o = 0; o < outer; o++) {
            for (int s = 0; s < samples; s++) {
                for (int k = 0; k < inner; k++) {
                    rows.add((int) (o * inner + k), indices[at++], counts);
                }
            }
        }
        return rows.array();
    }

    /**
     * Encodes rows of unequal lengths, {@code (rows, depth)}.
     *
     * @param ends where each row ends among the indices
     */
    static Array ofRows(String mode, long[] indices, int[] ends, int depth) {
        FloatRows rows = new FloatRows(new Shape(ends.length, depth), depth);
        int at = 0;
        for (int row = 0; row < ends.length; row++) {
            while (at < ends[row]) {
                rows.add(row, indices[at++], mode.equals("count"));
            }
        }
        return rows.array();
    }

    /** The indices as they are. */
    static Array integers(long[] indices, long... dims) {
        return Array.of(indices, dims);
    }

    /** The rows, each number times the weight of its place. */
    static Array weighted(Array rows, float... weights) {
        float[] values = rows.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= weights[i % weights.length];
        }
        return Array.of(values, rows.shape().getShape());
    }

    /** A zeroed array whose last axis is the places. */
    private static final class FloatRows {
        private final Shape shape;
        private final int depth;
        private final ByteBuffer bytes;
        private final FloatBuffer floats;

        FloatRows(Shape shape, int depth) {
            this.shape = shape;
            this.depth = depth;
            long size = shape.size() * Float.BYTES;
            if (size > Integer.MAX_VALUE) {
                throw new InvalidArgumentException(JerasException.message(
                        "The rows are too large for one array.",
                        "at most " + Integer.MAX_VALUE + " bytes",
                        size + " bytes for " + Arrays.toString(shape.getShape()),
                        "encode fewer samples at a time"));
            }
            bytes = ByteBuffer.allocate((int) size).order(ByteOrder.nativeOrder());
            floats = bytes.asFloatBuffer();
        }

        void set(int row, long place) {
            if (place >= 0 && place < depth) {
                floats.put(row * depth + (int) place, 1);
            }
        }

        void add(int row, long place, boolean counts) {
            if (place >= 0 && place < depth) {
                int at = row * depth + (int) place;
                floats.put(at, counts ? floats.get(at) + 1 : 1);
            }
        }

        Array array() {
            return Array.wrap(bytes, shape, DataType.FLOAT32);
        }
    }
}
