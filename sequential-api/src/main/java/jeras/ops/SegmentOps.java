package jeras.ops;

import ai.djl.ndarray.types.Shape;

/** {@code keras.ops}: sums and extremes over segments, and pairs of rows. */
abstract class SegmentOps extends ProductOps {
    SegmentOps() {}

    /**
     * The sum of the rows of each segment; rows of segments that do not exist are left out.
     *
     * @param x {@code (rows, ...)}
     * @param segments the segment of each row, integers {@code (rows)}
     * @param count how many segments there are
     * @return {@code (count, ...)}
     */
    public static Tensor segmentSum(Tensor x, Tensor segments, int count) {
        return segment("math.SegmentSum", "sum", 0, x, segments, count);
    }

    /** The product of the rows of each segment, 1 for one without rows; as {@link #segmentSum}. */
    public static Tensor segmentProd(Tensor x, Tensor segments, int count) {
        return segment("math.SegmentProd", "prod", 1, x, segments, count);
    }

    /** The greatest of the rows of each segment, the data type's least number for one without rows. */
    public static Tensor segmentMax(Tensor x, Tensor segments, int count) {
        double least = x.dataType().isFloating() ? Double.NEGATIVE_INFINITY : Limits.of(x.dataType())[0];
        return segment("math.SegmentMax", "amax", least, x, segments, count);
    }

    /** The least of the rows of each segment, the data type's greatest number for one without rows. */
    public static Tensor segmentMin(Tensor x, Tensor segments, int count) {
        double greatest = x.dataType().isFloating() ? Double.POSITIVE_INFINITY : Limits.of(x.dataType())[1];
        return segment("math.SegmentMin", "amin", greatest, x, segments, count);
    }

    private static Tensor segment(
            String keras, String reduction, double initial, Tensor x, Tensor segments, int count) {
        Operation.Builder operation = Operation.of(keras, x, segments).with("num_segments", count);
        return operation.one(() -> {
            // One more segment takes the rows that belong to none.
            String into = "torch.to(torch.where(torch.logical_and(torch.ge({2}, 0), torch.lt({2}, " + count
                    + ")), {2}, " + count + "), 4)";
            Shape all = Shapes.with(x.shape(), 0, count + 1L);
            Tensor start = full(all, initial, x.dataType());
            String code = reduction.equals("sum")
                    ? "torch.index_add({0}, 0, " + into + ", {1})"
                    : "torch.index_reduce({0}, 0, " + into + ", {1}, \"" + reduction + "\")";
            Tensor result = Primitive.of(operation.name(), code, all, x.dataType(), start, x, segments);
            return Indexing.apply(result, ":" + count);
        });
    }

    /** The distances of all pairs of rows: {@code (..., n, d)} and {@code (..., m, d)} to {@code (..., n, m)}. */
    public static Tensor cdist(Tensor x, Tensor y) {
        return Operation.of("math.CDist", x, y).one(() -> {
            Shape before = Shapes.broadcast(
                    "cdist", x.shape().slice(0, x.rank() - 2), y.shape().slice(0, y.rank() - 2));
            Shape shape = before.add(x.size(-2), y.size(-2));
            return Primitive.of("cdist", "torch.cdist({0}, {1})", shape, x.dataType(), floating(x), floating(y));
        });
    }

    /**
     * Windows of the last axis.
     *
     * @return {@code (..., windows, length)}
     */
    public static Tensor extractSequences(Tensor x, int length, int stride) {
        long size = x.size(-1);
        long windows = size < 0 ? -1 : (size - length) / stride + 1;
        Shape shape = x.shape().slice(0, x.rank() - 1).add(windows, length);
        return Operation.of("math.ExtractSequences", x)
                .with("sequence_length", length)
                .with("sequence_stride", stride)
                .one(() -> Primitive.of(
                        "extract_sequences",
                        "torch.unfold({0}, -1, " + length + ", " + stride + ")",
                        shape,
                        x.dataType(),
                        x));
    }
}
