package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
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

    /**
     * All steps of a GRU with its reset gate after the product, in one kernel.
     *
     * @param x {@code (batch, time, in)}
     * @param h the first state, {@code (batch, units)}
     * @param kernel {@code (in, 3 units)}, gates in the order update, reset, candidate
     * @param recurrent {@code (units, 3 units)}
     * @param bias {@code (2, 3 units)}, of the inputs and of the state; null for none
     * @return the sequence {@code (batch, time, units)} and the last state
     */
    public static List<Tensor> gru(Tensor x, Tensor h, Tensor kernel, Tensor recurrent, Tensor bias) {
        List<Tensor> weights = new ArrayList<>(List.of(resetFirst(kernel), resetFirst(recurrent)));
        if (bias != null) {
            unstack(resetFirst(bias), 0).forEach(weights::add);
        }
        return recurrent("gru", x, h, weights);
    }

    /** The kernel of all steps has the gates in the order reset, update, candidate. */
    private static Tensor resetFirst(Tensor weight) {
        List<Tensor> gates = split(weight, 3, 1);
        return concatenate(List.of(gates.get(1), gates.get(0), gates.get(2)), 1);
    }

    /**
     * All steps of a plain recurrent layer in one kernel: {@code h = f(x · kernel + h · recurrent + bias)}.
     *
     * @param x {@code (batch, time, in)}
     * @param h the first state, {@code (batch, units)}
     * @param kernel {@code (in, units)}
     * @param recurrent {@code (units, units)}
     * @param bias {@code (units)}; null for none
     * @param rectified whether f is relu instead of tanh
     * @return the sequence {@code (batch, time, units)} and the last state
     */
    public static List<Tensor> simpleRnn(
            Tensor x, Tensor h, Tensor kernel, Tensor recurrent, Tensor bias, boolean rectified) {
        List<Tensor> weights = new ArrayList<>(List.of(kernel, recurrent));
        if (bias != null) {
            weights.addAll(List.of(bias, zerosLike(bias)));
        }
        return recurrent(rectified ? "rnn_relu" : "rnn_tanh", x, h, weights);
    }

    private static List<Tensor> recurrent(String kernel, Tensor x, Tensor h, List<Tensor> weights) {
        List<Tensor> inputs = new ArrayList<>(List.of(x, h));
        inputs.addAll(weights);
        boolean biased = weights.size() > 2;
        String code = "torch." + kernel + "({0}, torch.unsqueeze({1}, 0), [torch.t({2}), torch.t({3})"
                + (biased ? ", {4}, {5}], True" : "], False") + ", 1, 0., True, False, True)";
        long units = h.size(1);
        List<Tensor> outputs = Primitive.several(
                kernel,
                code,
                inputs,
                List.of(
                        new Result.Spec(new Shape(x.size(0), x.size(1), units), x.dataType()),
                        new Result.Spec(new Shape(1, x.size(0), units), x.dataType())));
        return List.of(outputs.get(0), squeeze(outputs.get(1), 0));
    }

    /** Batch and steps as one axis: {@code (batch, time, ...)} as {@code (batch * time, ...)}. */
    public static Tensor mergeSteps(Tensor x) {
        long rows = x.size(0) < 0 || x.size(1) < 0 ? -1 : x.size(0) * x.size(1);
        Shape shape = new Shape(rows).addAll(x.shape().slice(2));
        return Primitive.of("merge_steps", "torch.flatten({0}, 0, 1)", shape, x.dataType(), x);
    }

    /**
     * The inverse of {@link #mergeSteps}.
     *
     * @param x {@code (batch * time, ...)}
     * @param like {@code (batch, time, ...)}
     * @return {@code (batch, time, ...)} with the later axes of {@code x}
     */
    public static Tensor splitSteps(Tensor x, Tensor like) {
        StringJoiner sizes = new StringJoiner(", ", "[", "]");
        sizes.add(Code.size(like.size(0), 1, 0)).add(Code.size(like.size(1), 1, 1));
        for (int i = 1; i < x.rank(); i++) {
            sizes.add(Code.size(x.size(i), 0, i));
        }
        Shape shape = new Shape(like.size(0), like.size(1)).addAll(x.shape().slice(1));
        // Only its lengths are asked for, through which no gradient flows.
        Tensor lengths = stopGradient(like);
        return Primitive.of("split_steps", "torch.reshape({0}, " + sizes + ")", shape, x.dataType(), x, lengths);
    }
}
