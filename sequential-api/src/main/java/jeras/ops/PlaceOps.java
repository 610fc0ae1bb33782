package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** {@code keras.ops}: reading and writing at places that tensors name. */
abstract class PlaceOps extends ArrangementOps {
    PlaceOps() {}

    /** The elements at the given places of all elements in one row; places of any shape, which the result has. */
    public static Tensor take(Tensor x, Tensor places) {
        return Operation.of("numpy.Take", x, places)
                .with("axis", null)
                .one(() -> take(reshape(x, -1), wrapped(places, reshape(x, -1), 0), 0));
    }

    /** The elements at the given places of all elements in one row. */
    public static Tensor takeAlongAxis(Tensor x, Tensor places) {
        return Operation.of("numpy.TakeAlongAxis", x, places)
                .with("axis", null)
                .one(() -> gather(reshape(x, -1), reshape(places, -1), 0));
    }

    /**
     * At each place the element of {@code x} that lies, along the axis, where {@code places} says: what {@link Ops#argsort} and
     * {@link #argmax} with kept axes give.
     *
     * @param places integers of x's rank; axes of length 1 broadcast
     */
    public static Tensor takeAlongAxis(Tensor x, Tensor places, int axis) {
        return Operation.of("numpy.TakeAlongAxis", x, places)
                .with("axis", axis)
                .one(() -> gather(x, places, Shapes.axis(axis, x.rank())));
    }

    private static Tensor gather(Tensor x, Tensor places, int axis) {
        Shape alike = Shapes.broadcast(
                "take_along_axis", Shapes.with(x.shape(), axis, 1), Shapes.with(places.shape(), axis, 1));
        Shape shape = Shapes.with(alike, axis, places.size(axis));
        String code = "torch.take_along_dim({0}, {1}, " + axis + ")";
        return Primitive.of("take_along_axis", code, shape, x.dataType(), x, wrapped(places, x, axis));
    }

    /** Negative places counted from the end of an axis, as int64. */
    private static Tensor wrapped(Tensor places, Tensor x, int axis) {
        String code = "torch.remainder(torch.to({0}, 4), torch.size({1}, " + axis + "))";
        return Primitive.constant("places", code, places.shape(), DataType.INT64, places, x);
    }

    /** The places of a flat index along the axes of a shape: one int32 tensor for each axis. */
    public static List<Tensor> unravelIndex(Tensor index, long... shape) {
        return Operation.of("numpy.UnravelIndex", index)
                .with("shape", shape.clone())
                .several(() -> {
                    List<Tensor> places = new ArrayList<>();
                    long step = Shapes.product(shape);
                    Tensor rest = mod(cast(index, DataType.INT32), (double) step);
                    for (long size : shape) {
                        step /= size;
                        places.add(mod(floorDivide(rest, (double) step), (double) size));
                    }
                    return places;
                });
    }

    /**
     * A block of a tensor.
     *
     * @param start the first place along each axis
     * @param shape the block's shape
     */
    public static Tensor slice(Tensor x, long[] start, long... shape) {
        fits(x, shape);
        return Operation.of("core.Slice", x, asList(start))
                .with("shape", shape.clone())
                .one(() -> {
                    Tensor result = x;
                    for (int axis = 0; axis < shape.length; axis++) {
                        result = narrow(result, axis, Long.toString(start[axis]), shape[axis]);
                    }
                    return result;
                });
    }

    /**
     * A block of a tensor whose place the program computes.
     *
     * @param start integers, the first place along each axis
     * @param shape the block's shape
     */
    public static Tensor slice(Tensor x, Tensor start, long... shape) {
        fits(x, shape);
        return Operation.of("core.Slice", x, start).with("shape", shape.clone()).one(() -> {
            Tensor result = x;
            for (int axis = 0; axis < shape.length; axis++) {
                result = narrow(result, axis, place(axis), shape[axis], start);
            }
            return result;
        });
    }

    private static void fits(Tensor x, long... shape) {
        if (shape.length != x.rank()) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "A block of a tensor cannot be taken.",
                    "a length for each of the " + x.rank() + " axes of " + Shapes.text(x.shape()),
                    shape.length + " lengths",
                    "give one start and one length for each axis"));
        }
    }

    private static String place(int axis) {
        return "int(torch.select({1}, 0, " + axis + "))";
    }

    private static Tensor narrow(Tensor x, int axis, String start, long length, Tensor... more) {
        Tensor[] inputs = new Tensor[more.length + 1];
        inputs[0] = x;
        System.arraycopy(more, 0, inputs, 1, more.length);
        long size = length < 0 ? x.size(axis) : length;
        String code = "torch.narrow({0}, " + axis + ", " + start + ", " + Code.size(size, 0, axis) + ")";
        return Primitive.of("slice", code, Shapes.with(x.shape(), axis, size), x.dataType(), inputs);
    }

    /** The tensor with a block of it, which begins at {@code start}, overwritten. */
    public static Tensor sliceUpdate(Tensor x, long[] start, Tensor updates) {
        fits(x, updates.shape().getShape());
        return Operation.of("core.SliceUpdate", x, asList(start), updates)
                .one(() -> written(x, cast(updates, x.dataType()), 0, axis -> Long.toString(start[axis])));
    }

    /** The tensor with a block of it, which begins where the integers {@code start} say, overwritten. */
    public static Tensor sliceUpdate(Tensor x, Tensor start, Tensor updates) {
        fits(x, updates.shape().getShape());
        return Operation.of("core.SliceUpdate", x, start, updates).one(() -> {
            Tensor places = cast(start, DataType.INT64);
            return written(
                    x, cast(updates, x.dataType()), 0, axis -> "int(torch.select({2}, 0, " + axis + "))", places);
        });
    }

    private interface Start {
        String of(int axis);
    }

    private static Tensor written(Tensor x, Tensor updates, int axis, Start start, Tensor... places) {
        Tensor inner = updates;
        if (axis < x.rank() - 1) {
            String code = "torch.narrow({0}, " + axis + ", " + start.of(axis) + ", torch.size({1}, " + axis + "))";
            Shape shape = Shapes.with(x.shape(), axis, updates.size(axis));
            Tensor block = Primitive.of("slice", code, shape, x.dataType(), inputs(x, updates, places));
            inner = written(block, updates, axis + 1, start, places);
        }
        String begin = start.of(axis);
        String code = "torch.slice_scatter({0}, {1}, " + axis + ", " + begin + ", " + begin + " + torch.size({1}, "
                + axis + "))";
        return Primitive.of("slice_update", code, x.shape(), x.dataType(), inputs(x, inner, places));
    }

    private static Tensor[] inputs(Tensor x, Tensor block, Tensor... places) {
        Tensor[] inputs = new Tensor[places.length + 2];
        inputs[0] = x;
        inputs[1] = block;
        System.arraycopy(places, 0, inputs, 2, places.length);
        return inputs;
    }

    private static List<Long> asList(long... values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    /**
     * Zeros with values at some places; values for one place add up.
     *
     * @param indices integers {@code (..., n)}: places along the first n axes
     * @param values {@code (..., rest)}, rest the other axes of {@code shape}
     */
    public static Tensor scatter(Tensor indices, Tensor values, long... shape) {
        return Operation.of("core.Scatter", indices, values)
                .with("shape", shape.clone())
                .one(() -> put(zeros(new Shape(shape), values.dataType()), indices, values, true));
    }

    /** The tensor with the elements at some places overwritten: as {@link #scatterUpdate(Tensor, Tensor, Tensor, String)}. */
    public static Tensor scatterUpdate(Tensor x, Tensor indices, Tensor updates) {
        return Operation.of("core.ScatterUpdate", x, indices, updates)
                .with("reduction", null)
                .one(() -> put(x, indices, cast(updates, x.dataType()), false));
    }

    /**
     * The tensor with the elements at some places combined with others.
     *
     * @param indices integers {@code (count, n)}: places along the first n axes
     * @param updates {@code (count, rest)}
     * @param reduction {@code "add"}, {@code "mul"}, {@code "max"} or {@code "min"}
     */
    public static Tensor scatterUpdate(Tensor x, Tensor indices, Tensor updates, String reduction) {
        Operation.Builder operation =
                Operation.of("core.ScatterUpdate", x, indices, updates).with("reduction", reduction);
        Tensor values = updates.dataType() == x.dataType() ? updates : cast(updates, x.dataType());
        return switch (reduction) {
            case "add" -> operation.one(() -> put(x, indices, values, true));
            case "mul" -> operation.one(() -> combined(x, indices, values, "prod"));
            case "max" -> operation.one(() -> combined(x, indices, values, "amax"));
            case "min" -> operation.one(() -> combined(x, indices, values, "amin"));
            default ->
                throw new InvalidArgumentException(JerasException.message(
                        "Unknown reduction \"" + reduction + "\".",
                        "\"add\", \"mul\", \"max\" or \"min\"",
                        "\"" + reduction + "\"",
                        "choose one of these, or leave it out to overwrite"));
        };
    }

    private static Tensor put(Tensor x, Tensor indices, Tensor values, boolean adds) {
        Tensor places = cast(indices, DataType.INT64);
        String columns = IntStream.range(0, (int) indices.size(-1))
                .mapToObj(i -> "torch.select({1}, -1, " + i + ")")
                .collect(Collectors.joining(", "));
        String code = "torch.index_put({0}, annotate(List[Optional[Tensor]], [" + columns + "]), {2}, "
                + Code.bool(adds) + ")";
        return Primitive.of("scatter", code, x.shape(), x.dataType(), x, places, values);
    }

    private static Tensor combined(Tensor x, Tensor indices, Tensor values, String reduction) {
        int n = (int) indices.size(-1);
        long[] dims = x.shape().getShape();
        long[] rest = java.util.Arrays.copyOfRange(dims, n, dims.length);
        Tensor flat = zerosLike(squeeze(slice(indices, "0"), -1));
        for (int i = 0; i < n; i++) {
            flat = flat.multiply((double) dims[i]).add(squeeze(slice(indices, Integer.toString(i)), -1));
        }
        Shape rows = new Shape(-1).addAll(new Shape(rest));
        String code = "torch.index_reduce({0}, 0, torch.to({1}, 4), {2}, \"" + reduction + "\")";
        Tensor table = reshape(x, rows);
        Tensor result = Primitive.of(
                "scatter", code, table.shape(), x.dataType(), table, reshape(flat, -1), reshape(values, rows));
        return reshape(result, x.shape());
    }

    private static Tensor slice(Tensor indices, String column) {
        return expandDims(Indexing.apply(indices, "..., " + column), -1);
    }

    /** For each element the first choice whose condition holds, {@code byDefault} where none does. */
    public static Tensor select(List<Tensor> conditions, List<Tensor> choices, double byDefault) {
        return Operation.of("numpy.Select", conditions, choices, byDefault).one(() -> {
            Tensor result = null;
            for (int i = choices.size() - 1; i >= 0; i--) {
                result = result == null
                        ? where(conditions.get(i), choices.get(i), byDefault)
                        : where(conditions.get(i), choices.get(i), result);
            }
            return result;
        });
    }

    /** The places of the elements that are not 0: one int32 tensor for each axis, its length known when the program runs. */
    public static List<Tensor> nonzero(Tensor x) {
        List<Result.Spec> specs =
                java.util.Collections.nCopies(x.rank(), new Result.Spec(new Shape(-1), DataType.INT32));
        return Operation.of("numpy.Nonzero", x)
                .several(() -> Primitive.several(
                        "nonzero", "torch.unbind(torch.to(torch.nonzero({0}), 3), 1)", List.of(x), specs));
    }

    /** The places where a condition holds, as {@link #nonzero} gives them. */
    public static List<Tensor> where(Tensor condition) {
        return nonzero(condition);
    }
}
