package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jeras.ShapeMismatchException;

/** {@code keras.ops}: reshaping, joining, cutting and gathering. */
abstract class ShapeOps extends ReductionOps {
    ShapeOps() {}

    /**
     * The values in another shape; one axis may be -1, and an axis that is unknown in the input may be -1 at the same place.
     */
    public static Tensor reshape(Tensor x, Shape shape) {
        long[] dims = shape.getShape().clone();
        int open = -1;
        int opens = 0;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] < 0) {
                open = i;
                opens++;
            }
        }
        long total = Shapes.product(x.shape().getShape());
        if (opens == 1 && total >= 0) {
            long rest = Arrays.stream(dims).filter(d -> d >= 0).reduce(1, (a, b) -> a * b);
            if (rest == 0 || total % rest != 0) {
                throw cannotReshape(x, shape);
            }
            dims[open] = total / rest;
        } else if (opens == 0 && total >= 0 && total != Shapes.product(dims)) {
            throw cannotReshape(x, shape);
        }
        // The batch keeps its place, so that a second axis may be -1 as well.
        boolean batch = opens == 2 && dims[0] < 0;
        long known = Arrays.stream(x.shape().getShape()).skip(1).reduce(1, (a, b) -> a < 0 || b < 0 ? -1 : a * b);
        if (batch && known >= 0) {
            long rest = Arrays.stream(dims).filter(d -> d >= 0).reduce(1, (a, b) -> a * b);
            if (rest == 0 || known % rest != 0) {
                throw cannotReshape(x, shape);
            }
            dims[open] = known / rest;
        }
        Shape result = new Shape(dims);
        if (result.equals(x.shape()) && opens <= 1) {
            return x;
        }
        String[] text = new String[dims.length];
        for (int i = 0; i < dims.length; i++) {
            text[i] = dims[i] < 0 && opens > 1 && i == 0 ? "torch.size({0}, 0)" : Long.toString(dims[i]);
        }
        String code = "torch.reshape({0}, [" + String.join(", ", text) + "])";
        return Operation.of("numpy.Reshape", x)
                .with("newshape", opens > 1 ? dims : shape.getShape().clone())
                .one(() -> Primitive.of("reshape", code, result, x.dataType(), x));
    }

    /** As {@link #reshape(Tensor, Shape)}. */
    public static Tensor reshape(Tensor x, long... shape) {
        return reshape(x, new Shape(shape));
    }

    private static ShapeMismatchException cannotReshape(Tensor x, Shape shape) {
        return new ShapeMismatchException(ShapeMismatchException.message(
                "A tensor cannot be reshaped.",
                "as many elements as " + Shapes.text(x.shape()) + " has",
                "target " + Shapes.text(shape, "-1"),
                "choose a target whose axes multiply to the same number"));
    }

    /** The axes in another order; without one, reversed. */
    public static Tensor transpose(Tensor x, int... axes) {
        int rank = x.rank();
        int[] order = axes.length == 0
                ? IntStream.iterate(rank - 1, i -> i >= 0, i -> i - 1).toArray()
                : Arrays.stream(axes).map(a -> Shapes.axis(a, rank)).toArray();
        if (Arrays.stream(order).distinct().count() != rank) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "A tensor cannot be transposed.",
                    "each of its " + rank + " axes once",
                    Arrays.toString(axes),
                    "name every axis once"));
        }
        String code = "torch.permute({0}, " + Code.ints(order) + ")";
        if (x.op() instanceof Primitive p && p.code().equals("torch.permute({0}, " + Code.ints(inverse(order)) + ")")) {
            return p.inputs().get(0);
        }
        Shape shape =
                new Shape(Arrays.stream(order).mapToLong(a -> x.shape().get(a)).toArray());
        return Operation.of("numpy.Transpose", x)
                .with("axes", axes.length == 0 ? null : axes.clone())
                .one(() -> Primitive.of("transpose", code, shape, x.dataType(), x));
    }

    private static int[] inverse(int[] order) {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return inverse;
    }

    public static Tensor expandDims(Tensor x, int axis) {
        int a = Shapes.axis(axis, x.rank() + 1);
        Shape shape = x.shape().slice(0, a).add(1).addAll(x.shape().slice(a));
        return Operation.of("numpy.ExpandDims", x)
                .with("axis", axis)
                .one(() -> Primitive.of("expand_dims", "torch.unsqueeze({0}, " + a + ")", shape, x.dataType(), x));
    }

    /** Puts in several axes of length 1, at these places of the result. */
    public static Tensor expandDims(Tensor x, int first, int... more) {
        int rank = x.rank() + 1 + more.length;
        int[] told = IntStream.concat(IntStream.of(first), IntStream.of(more)).toArray();
        int[] axes = Arrays.stream(told).map(a -> Shapes.axis(a, rank)).sorted().toArray();
        return Operation.of("numpy.ExpandDims", x).with("axis", told).one(() -> {
            Tensor result = x;
            for (int a : axes) {
                result = expandDims(result, a);
            }
            return result;
        });
    }

    /** Takes away axes of length 1; without a name, all of them. */
    public static Tensor squeeze(Tensor x, int... axis) {
        return Operation.of("numpy.Squeeze", x).axis(axis).one(() -> squeezed(x, axis));
    }

    private static Tensor squeezed(Tensor x, int... axis) {
        int[] axes = axis.length == 0
                ? IntStream.range(0, x.rank())
                        .filter(i -> x.shape().get(i) == 1)
                        .toArray()
                : Shapes.axes(axis, x.rank());
        Tensor result = x;
        for (int i = axes.length - 1; i >= 0; i--) {
            int a = axes[i];
            if (result.shape().get(a) > 1) {
                throw new ShapeMismatchException(ShapeMismatchException.message(
                        "Axis " + a + " cannot be squeezed.",
                        "length 1",
                        Shapes.text(x.shape()),
                        "name an axis of length 1"));
            }
            Shape shape = result.shape().slice(0, a).addAll(result.shape().slice(a + 1));
            result = Primitive.of("squeeze", "torch.squeeze({0}, " + a + ")", shape, x.dataType(), result);
        }
        return result;
    }

    /** The tensor repeated along axes of length 1; -1 keeps the length of an axis. */
    public static Tensor broadcastTo(Tensor x, Shape shape) {
        Shapes.broadcast("broadcast_to", x.shape(), shape);
        long[] dims = shape.getShape().clone();
        int lead = dims.length - x.rank();
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] < 0 && i >= lead && x.shape().get(i - lead) >= 0) {
                dims[i] = x.shape().get(i - lead);
            }
        }
        return Operation.of("numpy.BroadcastTo", x)
                .with("shape", dims)
                .one(() -> Primitive.of(
                        "broadcast_to",
                        "torch.expand({0}, " + Code.ints(dims) + ")",
                        new Shape(dims),
                        x.dataType(),
                        x));
    }

    /** Joins tensors along an axis in which alone they may differ. */
    public static Tensor concatenate(List<Tensor> xs, int axis) {
        Tensor first = xs.get(0);
        int a = Shapes.axis(axis, first.rank());
        long[] dims = first.shape().getShape().clone();
        DataType type = first.dataType();
        for (Tensor x : xs.subList(1, xs.size())) {
            if (x.rank() != first.rank()
                    || !Shapes.compatible(Shapes.with(x.shape(), a, -1), Shapes.with(first.shape(), a, -1))) {
                throw new ShapeMismatchException(ShapeMismatchException.message(
                        "Tensors cannot be joined along axis " + axis + ".",
                        "equal shapes except on that axis",
                        xs.stream().map(t -> Shapes.text(t.shape())).toList().toString(),
                        "choose another axis, or bring them to the same shape"));
            }
            type = Shapes.promote(type, x.dataType());
            for (int i = 0; i < dims.length; i++) {
                if (i == a) {
                    dims[i] = dims[i] < 0 || x.shape().get(i) < 0
                            ? -1
                            : dims[i] + x.shape().get(i);
                } else if (dims[i] < 0) {
                    dims[i] = x.shape().get(i);
                }
            }
        }
        DataType joined = type;
        return Operation.of("numpy.Concatenate", xs)
                .with("axis", axis)
                .one(() -> Primitive.of(
                        "concatenate",
                        "torch.cat([" + Code.places(0, xs.size()) + "], " + a + ")",
                        new Shape(dims),
                        joined,
                        xs.toArray(Tensor[]::new)));
    }

    /** Joins tensors of one shape along a new axis. */
    public static Tensor stack(List<Tensor> xs, int axis) {
        Shape shape = xs.get(0).shape();
        int a = Shapes.axis(axis, shape.dimension() + 1);
        Shape result = shape.slice(0, a).add(xs.size()).addAll(shape.slice(a));
        DataType type =
                xs.stream().map(Tensor::dataType).reduce(Shapes::promote).orElseThrow();
        return Operation.of("numpy.Stack", xs)
                .with("axis", axis)
                .one(() -> Primitive.of(
                        "stack",
                        "torch.stack([" + Code.places(0, xs.size()) + "], " + a + ")",
                        result,
                        type,
                        xs.stream().map(x -> cast(x, type)).toArray(Tensor[]::new)));
    }

    /** Cuts an axis into equal parts. */
    public static List<Tensor> split(Tensor x, int parts, int axis) {
        int a = Shapes.axis(axis, x.rank());
        long size = x.shape().get(a);
        if (size >= 0 && size % parts != 0) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "Axis " + axis + " cannot be split into " + parts + " equal parts.",
                    "a length that " + parts + " divides",
                    Shapes.text(x.shape()),
                    "choose another number of parts"));
        }
        Shape part = Shapes.with(x.shape(), a, size < 0 ? -1 : size / parts);
        List<Result.Spec> specs = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            specs.add(new Result.Spec(part, x.dataType()));
        }
        return Operation.of("numpy.Split", x)
                .with("indices_or_sections", parts)
                .with("axis", axis)
                .several(() -> Primitive.several(
                        "split", "torch.tensor_split({0}, " + parts + ", " + a + ")", List.of(x), specs));
    }

    /** Cuts an axis before each of these places: one part more than places. */
    public static List<Tensor> split(Tensor x, long[] places, int axis) {
        int a = Shapes.axis(axis, x.rank());
        return Operation.of("numpy.Split", x)
                .with("indices_or_sections", places.clone())
                .with("axis", axis)
                .several(() -> {
                    List<Tensor> parts = new ArrayList<>();
                    for (int i = 0; i <= places.length; i++) {
                        String from = i == 0 ? "" : Long.toString(places[i - 1]);
                        String to = i == places.length ? "" : Long.toString(places[i]);
                        parts.add(Indexing.apply(x, ":, ".repeat(a) + from + ":" + to));
                    }
                    return parts;
                });
    }

    /** The elements in reverse order along axes; all axes when none is named. */
    public static Tensor flip(Tensor x, int... axis) {
        String code = "torch.flip({0}, " + Code.ints(Shapes.axes(axis, x.rank())) + ")";
        return Operation.of("numpy.Flip", x)
                .axis(axis)
                .one(() -> Primitive.of("flip", code, x.shape(), x.dataType(), x));
    }

    /** Adds so many elements of one value before and after each axis: {@code {{before, after}, ...}}. */
    public static Tensor pad(Tensor x, long[][] widths, double value) {
        long[] dims = x.shape().getShape().clone();
        StringBuilder pads = new StringBuilder();
        for (int i = x.rank() - 1; i >= 0; i--) {
            dims[i] = dims[i] < 0 ? -1 : dims[i] + widths[i][0] + widths[i][1];
            pads.append(pads.isEmpty() ? "" : ", ")
                    .append(widths[i][0])
                    .append(", ")
                    .append(widths[i][1]);
        }
        String code = "torch.constant_pad_nd({0}, [" + pads + "], " + Code.number(value, x.dataType()) + ")";
        return Operation.of("numpy.Pad", x, Code.argument(value, x))
                .with("pad_width", widths)
                .with("mode", "constant")
                .one(() -> Primitive.of("pad", code, new Shape(dims), x.dataType(), x));
    }

    /**
     * Adds elements before and after each axis: {@code {{before, after}, ...}}.
     *
     * @param mode {@code "constant"} (zeros), {@code "reflect"} (mirrored at the outermost element), {@code "symmetric"}
     *     (mirrored at the edge), {@code "edge"} (the outermost element again) or {@code "wrap"} (from the other end)
     */
    public static Tensor pad(Tensor x, long[][] widths, String mode) {
        return mode.equals("constant")
                ? pad(x, widths, 0)
                : Operation.of("numpy.Pad", x)
                        .with("pad_width", widths)
                        .with("mode", mode)
                        .one(() -> BorderPadding.pad(x, widths, mode));
    }

    /** The slices at the given places of an axis; places of any shape, which takes the axis's place in the result. */
    public static Tensor take(Tensor x, Tensor places, int axis) {
        return Operation.of("numpy.Take", x, places).with("axis", axis).one(() -> taken(x, places, axis));
    }

    private static Tensor taken(Tensor x, Tensor places, int axis) {
        int a = Shapes.axis(axis, x.rank());
        Shape shape =
                x.shape().slice(0, a).addAll(places.shape()).addAll(x.shape().slice(a + 1));
        if (a == 0 && x.rank() == 2) {
            // As a table lookup: its gradient is gathered without a dense index.
            return Primitive.of("take", Code.LOOKUP, shape, x.dataType(), x, places);
        }
        Tensor flat = Primitive.of(
                "take",
                "torch.index_select({0}, " + a + ", torch.reshape(torch.to({1}, 4), [-1]))",
                Shapes.with(x.shape(), a, Shapes.product(places.shape().getShape())),
                x.dataType(),
                x,
                places);
        return places.rank() == 1 ? flat : reshape(flat, shape);
    }

    /** A part, written as between Python's brackets: numbers, {@code begin:end:step}, {@code ...} and {@code newaxis}. */
    public static Tensor getItem(Tensor x, String index) {
        return Operation.of("numpy.GetItem", x, new Operation.Index(index)).one(() -> Indexing.apply(x, index));
    }

    /** Puts axes at other places; the others keep their order. */
    public static Tensor moveaxis(Tensor x, int[] source, int[] destination) {
        if (source.length != destination.length) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "Axes cannot be moved.",
                    "as many destinations as sources",
                    Arrays.toString(source) + " to " + Arrays.toString(destination),
                    "name one destination for each source"));
        }
        int rank = x.rank();
        int[] from = Arrays.stream(source).map(a -> Shapes.axis(a, rank)).toArray();
        int[] order = new int[rank];
        Arrays.fill(order, -1);
        for (int i = 0; i < from.length; i++) {
            order[Shapes.axis(destination[i], rank)] = from[i];
        }
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            int a = axis;
            if (Arrays.stream(from).noneMatch(f -> f == a)) {
                while (order[next] >= 0) {
                    next++;
                }
                order[next] = axis;
            }
        }
        return Operation.of("numpy.Moveaxis", x)
                .with("source", source.length == 1 ? (Object) source[0] : source.clone())
                .with("destination", source.length == 1 ? (Object) destination[0] : destination.clone())
                .one(() -> transpose(x, order));
    }

    /** Puts one axis at another place. */
    public static Tensor moveaxis(Tensor x, int source, int destination) {
        return moveaxis(x, new int[] {source}, new int[] {destination});
    }

    /** Exchanges two axes. */
    public static Tensor swapaxes(Tensor x, int axis1, int axis2) {
        int[] order = IntStream.range(0, x.rank()).toArray();
        int first = Shapes.axis(axis1, x.rank());
        int second = Shapes.axis(axis2, x.rank());
        order[first] = second;
        order[second] = first;
        return Operation.of("numpy.Swapaxes", x)
                .with("axis1", axis1)
                .with("axis2", axis2)
                .one(() -> transpose(x, order));
    }
}
