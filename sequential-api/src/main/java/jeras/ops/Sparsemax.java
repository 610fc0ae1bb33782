package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/** Subtracts a threshold that follows from the greatest elements and cuts off what is below 0. */
final class Sparsemax {
    private Sparsemax() {}

    static Tensor of(Tensor x, int axis) {
        Tensor sorted = descending(x, axis);
        Tensor sums = Primitive.of("cumsum", "torch.cumsum({0}, " + axis + ")", x.shape(), x.dataType(), sorted);
        // Elements belong to the support as long as each is above the threshold that its predecessors and it would
        // give.
        Tensor inside = Ops.greater(sorted.subtract(sums.subtract(1).divide(places(x, axis))), 0);
        Tensor count = Ops.sum(Ops.cast(inside, x.dataType()), true, axis);
        // The paper takes the last of these sums. Keras adds them all up, and its numbers are the ones to meet.
        Tensor threshold =
                Ops.sum(Ops.where(inside, sums, 0), true, axis).subtract(1).divide(count);
        return Ops.relu(x.subtract(threshold));
    }

    private static Tensor descending(Tensor x, int axis) {
        List<Result.Spec> specs = List.of(Result.Spec.of(x), new Result.Spec(x.shape(), DataType.INT64));
        return Primitive.several("sort", "torch.sort({0}, " + axis + ", True)", List.of(x), specs)
                .get(0);
    }

    /** 1, 2, 3, ... along the axis. */
    private static Tensor places(Tensor x, int axis) {
        long[] dims = new long[x.rank()];
        Arrays.fill(dims, 1);
        dims[axis] = x.shape().get(axis);
        String code = "torch.reshape(torch.arange(1, 1 + torch.size({0}, " + axis + "), 1, dtype="
                + Code.type(x.dataType()) + ", device={device}), " + Code.ints(dims) + ")";
        return Primitive.constant("places", code, new Shape(dims), x.dataType(), x);
    }
}
