package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import jeras.ShapeMismatchException;

/** {@code keras.ops}: what recurrent layers need besides {@link CoreOps#scan}. */
abstract class RecurrentOps extends NnOps {
    RecurrentOps() {}

    /**
     * Several linear maps at once, in one kernel: {@code x[i] · kernel[i] + bias[i]}.
     *
     * @param x {@code (n, rows, in)}
     * @param kernel {@code (n, in, out)}
     * @param bias broadcast to the result
     * @return {@code (n, rows, out)}
     */
    public static Tensor linearEach(Tensor x, Tensor kernel, Tensor bias) {
        Shape shape = new Shape(kernel.size(0), x.size(1), kernel.size(2));
        return Primitive.of("linear_each", "torch.baddbmm({2}, {0}, {1})", shape, x.dataType(), x, kernel, bias);
    }

    /** The slices along an axis of known length, without that axis. */
    public static List<Tensor> unstack(Tensor x, int axis) {
        int a = Shapes.axis(axis, x.rank());
        long size = x.shape().get(a);
        if (size < 1) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "A tensor cannot be unstacked along axis " + axis + ".",
                    "a known length of at least 1",
                    Shapes.text(x.shape()),
                    "choose another axis, or loop over it with Ops.scan"));
        }
        Shape slice = x.shape().slice(0, a).addAll(x.shape().slice(a + 1));
        List<Result.Spec> specs = Collections.nCopies((int) size, new Result.Spec(slice, x.dataType()));
        return Operation.of("core.Unstack", x)
                .with("num", size)
                .with("axis", axis)
                .several(() -> Primitive.several("unstack", "torch.unbind({0}, " + a + ")", List.of(x), specs));
    }

    /** The running sum along an axis; booleans count as int32. */
    public static Tensor cumsum(Tensor x, int axis) {
        DataType type = x.dataType() == DataType.BOOLEAN ? DataType.INT32 : x.dataType();
        String code = "torch.cumsum({0}, " + Shapes.axis(axis, x.rank()) + ", dtype=" + Code.type(type) + ")";
        return Operation.of("numpy.Cumsum", x)
                .with("axis", axis)
                .one(() -> type.isFloating()
                        ? Primitive.of("cumsum", code, x.shape(), type, x)
                        : Primitive.constant("cumsum", code, x.shape(), type, x));
    }

    /**
     * The order of steps that puts those of the mask first, each group in its old order.
     *
     * @param mask boolean {@code (batch, time)}
     * @return int64 {@code (batch, time)}
     */
    public static Tensor keptFirst(Tensor mask) {
        String code = "torch.argsort(torch.logical_not({0}), stable=True, dim=1)";
        return Primitive.constant("kept_first", code, mask.shape(), DataType.INT64, mask);
    }

    /**
     * For each sequence of the batch its elements at the given steps.
     *
     * @param x {@code (batch, time, features)}
     * @param steps integers {@code (batch, n)}
     * @return {@code (batch, n, features)}
     */
    public static Tensor takeSteps(Tensor x, Tensor steps) {
        Shape shape = new Shape(x.size(0), steps.size(1), x.size(2));
        // As a lookup in one table of all steps: its gradient adds whole rows, which a gather's does one by one.
        String code = "torch.embedding(torch.reshape({0}, [-1, " + Code.size(x.size(2), 0, 2) + "]), torch.add({1}, "
                + "torch.unsqueeze(torch.mul(torch.arange(torch.size({0}, 0), dtype=4, device={device}), "
                + "torch.size({0}, 1)), 1)))";
        return Primitive.of("take_steps", code, shape, x.dataType(), x, steps);
    }
}
