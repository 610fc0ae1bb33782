package jeras.layers;

import ai.djl.ndarray.types.DataType;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Indices in a program as rows of zeros and ones, or of counts; an index that no place is for counts for nothing. */
final class CategoryRows {
    private CategoryRows() {}

    /**
     * Encodes indices, with the shapes of {@link Encoding#shape}.
     *
     * @param weights one for each index, or null
     */
    static Tensor of(String mode, Tensor indices, int depth, Tensor weights) {
        Tensor x = indices.rank() == 0 ? Ops.expandDims(indices, 0) : indices;
        boolean column = mode.equals("one_hot") && x.rank() > 1 && x.size(-1) == 1;
        Tensor ids = Ops.cast(column ? Ops.squeeze(x, -1) : x, DataType.INT64);
        // Not one_hot, which fails for indices that are out of range.
        Tensor places = Ops.arange(0, depth, DataType.INT64);
        Tensor rows = Ops.cast(Ops.equal(Ops.expandDims(ids, -1), places), DataType.FLOAT32); // (..., samples, depth)
        int samples = Math.min(1, ids.rank() - 1);
        return switch (mode) {
            case "one_hot" -> rows;
            case "multi_hot" -> Ops.max(rows, samples);
            default ->
                Ops.sum(
                        weights == null ? rows : rows.multiply(Ops.cast(Ops.expandDims(weights, -1), DataType.FLOAT32)),
                        samples);
        };
    }
}
