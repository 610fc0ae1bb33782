package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** {@code keras.ops}: repeating, rolling, joining and cutting in NumPy's many ways. */
abstract class ArrangementOps extends MathOps {
    ArrangementOps() {}

    /** All elements in one row. */
    public static Tensor ravel(Tensor x) {
        return Operation.of("numpy.Ravel", x).one(() -> reshape(x, -1));
    }

    /** The whole tensor so many times along each axis; axes are counted from the last. */
    public static Tensor tile(Tensor x, long... repeats) {
        int rank = Math.max(x.rank(), repeats.length);
        long[] times = new long[rank];
        Arrays.fill(times, 1);
        System.arraycopy(repeats, 0, times, rank - repeats.length, repeats.length);
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            long size = i < rank - x.rank() ? 1 : x.shape().get(i - rank + x.rank());
            dims[i] = size < 0 ? -1 : size * times[i];
        }
        return Operation.of("numpy.Tile", x)
                .with("repeats", repeats.clone())
                .one(() -> Primitive.of(
                        "tile", "torch.repeat({0}, " + Code.ints(times) + ")", new Shape(dims), x.dataType(), x));
    }

    /** Each element so many times in a row, of all elements in one row. */
    public static Tensor repeat(Tensor x, long repeats) {
        return Operation.of("numpy.Repeat", x)
                .with("repeats", repeats)
                .with("axis", null)
                .one(() -> repeated(reshape(x, -1), repeats, 0));
    }

    /** Each slice of an axis so many times in a row. */
    public static Tensor repeat(Tensor x, long repeats, int axis) {
        return Operation.of("numpy.Repeat", x)
                .with("repeats", repeats)
                .with("axis", axis)
                .one(() -> repeated(x, repeats, Shapes.axis(axis, x.rank())));
    }

    private static Tensor repeated(Tensor x, long repeats, int axis) {
        long size = x.size(axis);
        Shape shape = Shapes.with(x.shape(), axis, size < 0 ? -1 : size * repeats);
        return Primitive.of(
                "repeat", "torch.repeat_interleave({0}, " + repeats + ", " + axis + ")", shape, x.dataType(), x);
    }

    /** Each slice of an axis of known length as many times in a row as its place in {@code repeats} says. */
    public static Tensor repeat(Tensor x, long[] repeats, int axis) {
        int a = Shapes.axis(axis, x.rank());
        if (x.size(a) != repeats.length) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "A tensor cannot be repeated.",
                    "one count for each element of axis " + axis + " of " + Shapes.text(x.shape()),
                    repeats.length + " counts",
                    "give as many counts as the axis is long"));
        }
        int[] places = IntStream.range(0, repeats.length)
                .flatMap(i -> IntStream.range(0, (int) repeats[i]).map(k -> i))
                .toArray();
        return Operation.of("numpy.Repeat", x)
                .with("repeats", repeats.clone())
                .with("axis", axis)
                .one(() -> Primitive.of(
                        "repeat",
                        "torch.index_select({0}, " + a + ", torch.tensor(" + Code.ints(places)
                                + ", dtype=4, device={device}))",
                        Shapes.with(x.shape(), a, places.length),
                        x.dataType(),
                        x));
    }

    /** All elements moved on by so many places; those pushed out come in at the start. */
    public static Tensor roll(Tensor x, long shift) {
        return Operation.of("numpy.Roll", x)
                .with("shift", shift)
                .with("axis", null)
                .one(() -> unary("roll", "torch.roll({0}, [" + shift + "])", x));
    }

    /** The elements moved on along an axis by so many places; those pushed out come in at the start. */
    public static Tensor roll(Tensor x, long shift, int axis) {
        String code = "torch.roll({0}, [" + shift + "], [" + Shapes.axis(axis, x.rank()) + "])";
        return Operation.of("numpy.Roll", x)
                .with("shift", shift)
                .with("axis", axis)
                .one(() -> unary("roll", code, x));
    }

    /** Moves along several axes, each by its own number of places. */
    public static Tensor roll(Tensor x, long[] shift, int[] axis) {
        int[] axes = Arrays.stream(axis).map(a -> Shapes.axis(a, x.rank())).toArray();
        String code = "torch.roll({0}, " + Code.ints(shift) + ", " + Code.ints(axes) + ")";
        return Operation.of("numpy.Roll", x)
                .with("shift", shift.clone())
                .with("axis", axis.clone())
                .one(() -> unary("roll", code, x));
    }

    /** Turned by quarters, from the first of the two axes towards the second. */
    public static Tensor rot90(Tensor x, int quarters, int axis1, int axis2) {
        int turns = Math.floorMod(quarters, 4);
        return Operation.of("numpy.Rot90", x)
                .with("k", quarters)
                .with("axes", new int[] {axis1, axis2})
                .one(() -> switch (turns) {
                    case 0 -> copy(x);
                    case 1 -> flip(swapaxes(x, axis1, axis2), axis1);
                    case 2 -> flip(x, axis1, axis2);
                    default -> swapaxes(flip(x, axis1), axis1, axis2);
                });
    }

    /** Left and right exchanged: axis 1 reversed. */
    public static Tensor fliplr(Tensor x) {
        return Operation.of("numpy.Fliplr", x).one(() -> flip(x, 1));
    }

    /** Up and down exchanged: axis 0 reversed. */
    public static Tensor flipud(Tensor x) {
        return Operation.of("numpy.Flipud", x).one(() -> flip(x, 0));
    }

    /** One after another along axis 1, or 0 for rows of numbers. */
    public static Tensor hstack(List<Tensor> xs) {
        return Operation.of("numpy.Hstack", xs).one(() -> {
            List<Tensor> all = atLeast(xs, 1);
            return concatenate(all, all.get(0).rank() == 1 ? 0 : 1);
        });
    }

    /** One below another along axis 0; rows of numbers are rows of the result. */
    public static Tensor vstack(List<Tensor> xs) {
        return Operation.of("numpy.Vstack", xs).one(() -> concatenate(atLeast(xs, 2), 0));
    }

    /** One behind another along axis 2. */
    public static Tensor dstack(List<Tensor> xs) {
        return Operation.of("numpy.Dstack", xs)
                .one(() -> concatenate(
                        xs.stream()
                                .map(x -> x.rank() < 2
                                        ? expandDims(atLeast(List.of(x), 2).get(0), -1)
                                        : x.rank() == 2 ? expandDims(x, -1) : x)
                                .toList(),
                        2));
    }

    /** Rows of numbers as columns side by side; tensors of more axes along axis 1. */
    public static Tensor columnStack(List<Tensor> xs) {
        return concatenate(
                xs.stream().map(x -> x.rank() < 2 ? reshape(x, -1, 1) : x).toList(), 1);
    }

    private static List<Tensor> atLeast(List<Tensor> xs, int rank) {
        return xs.stream()
                .map(x -> {
                    Tensor one = x.rank() == 0 ? reshape(x, 1) : x;
                    return one.rank() < rank ? expandDims(one, 0) : one;
                })
                .toList();
    }

    /** {@code x2} after {@code x1}, all elements in one row. */
    public static Tensor append(Tensor x1, Tensor x2) {
        return Operation.of("numpy.Append", x1, x2)
                .with("axis", null)
                .one(() -> concatenate(List.of(reshape(x1, -1), reshape(x2, -1)), 0));
    }

    /** {@code x2} after {@code x1} along an axis. */
    public static Tensor append(Tensor x1, Tensor x2, int axis) {
        return Operation.of("numpy.Append", x1, x2).with("axis", axis).one(() -> concatenate(List.of(x1, x2), axis));
    }

    /** Cuts an axis of known length into so many parts; the first ones are longer by one where it does not come out even. */
    public static List<Tensor> arraySplit(Tensor x, int parts, int axis) {
        int a = Shapes.axis(axis, x.rank());
        long size = x.size(a);
        if (size < 0) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "Axis " + axis + " cannot be split into parts of unequal length.",
                    "a known length",
                    Shapes.text(x.shape()),
                    "choose another axis"));
        }
        List<Result.Spec> specs = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            long length = size / parts + (i < size % parts ? 1 : 0);
            specs.add(new Result.Spec(Shapes.with(x.shape(), a, length), x.dataType()));
        }
        return Operation.of("numpy.ArraySplit", x)
                .with("indices_or_sections", parts)
                .with("axis", axis)
                .several(() -> Primitive.several(
                        "array_split", "torch.tensor_split({0}, " + parts + ", " + a + ")", List.of(x), specs));
    }

    /** Cuts into equal parts along axis 1, or 0 of a row of numbers. */
    public static List<Tensor> hsplit(Tensor x, int parts) {
        return Operation.of("numpy.Hsplit", x)
                .with("indices_or_sections", parts)
                .several(() -> split(x, parts, x.rank() == 1 ? 0 : 1));
    }

    /** Cuts into equal parts along axis 0. */
    public static List<Tensor> vsplit(Tensor x, int parts) {
        return Operation.of("numpy.Vsplit", x)
                .with("indices_or_sections", parts)
                .several(() -> split(x, parts, 0));
    }

    /** Cuts into equal parts along axis 2. */
    public static List<Tensor> dsplit(Tensor x, int parts) {
        return Operation.of("numpy.Dsplit", x)
                .with("indices_or_sections", parts)
                .several(() -> split(x, parts, 2));
    }

    public static List<Tensor> meshgrid(Tensor... xs) {
        return meshgrid("xy", xs);
    }

    /**
     * Coordinates of all points of a grid: one tensor for each row of coordinates.
     *
     * @param indexing {@code "xy"}: the first two axes stand for the second and the first row, as in a picture; {@code "ij"}:
     *     axis i stands for row i
     */
    public static List<Tensor> meshgrid(String indexing, Tensor... xs) {
        if (!indexing.equals("xy") && !indexing.equals("ij")) {
            throw new InvalidArgumentException(JerasException.message(
                    "Unknown indexing \"" + indexing + "\".",
                    "\"xy\" or \"ij\"",
                    "\"" + indexing + "\"",
                    "choose one of them"));
        }
        boolean exchanged = indexing.equals("xy") && xs.length > 1;
        return Operation.of("numpy.Meshgrid", (Object[]) xs)
                .with("indexing", indexing)
                .several(() -> {
                    long[] dims =
                            Arrays.stream(xs).mapToLong(x -> x.shape().size()).toArray();
                    if (exchanged) {
                        long first = dims[0];
                        dims[0] = dims[1];
                        dims[1] = first;
                    }
                    List<Tensor> grid = new ArrayList<>();
                    String[] lengths = new String[xs.length];
                    for (int i = 0; i < xs.length; i++) {
                        lengths[exchanged && i < 2 ? 1 - i : i] = "torch.numel({" + (i + 1) + "})";
                    }
                    String code = "torch.expand({0}, [" + String.join(", ", lengths) + "])";
                    for (int i = 0; i < xs.length; i++) {
                        long[] row = new long[xs.length];
                        Arrays.fill(row, 1);
                        row[exchanged && i < 2 ? 1 - i : i] = -1;
                        List<Tensor> inputs = new ArrayList<>(List.of(reshape(xs[i], row)));
                        inputs.addAll(Arrays.asList(xs));
                        grid.add(Primitive.of(
                                "meshgrid", code, new Shape(dims), xs[i].dataType(), inputs.toArray(Tensor[]::new)));
                    }
                    return grid;
                });
    }

    /** The elements on and below a diagonal of the last two axes, elsewhere 0; {@code k} counts diagonals upwards. */
    public static Tensor tril(Tensor x, int k) {
        return Operation.of("numpy.Tril", x).with("k", k).one(() -> unary("tril", "torch.tril({0}, " + k + ")", x));
    }

    /** The elements on and above a diagonal of the last two axes, elsewhere 0; {@code k} counts diagonals upwards. */
    public static Tensor triu(Tensor x, int k) {
        return Operation.of("numpy.Triu", x).with("k", k).one(() -> unary("triu", "torch.triu({0}, " + k + ")", x));
    }

    /** Ones on and below a diagonal, elsewhere zeros: shape {@code (rows, columns)}. */
    public static Tensor tri(long rows, long columns, int k, DataType type) {
        return tril(ones(new Shape(rows, columns), type), k);
    }

    /** A matrix with these numbers on a diagonal, or the diagonal of a matrix; {@code k} counts diagonals upwards. */
    public static Tensor diag(Tensor x, int k) {
        return Operation.of("numpy.Diag", x).with("k", k).one(() -> {
            if (x.rank() == 2) {
                return diagonal(x, k, 0, 1);
            }
            long size = x.size(0) < 0 ? -1 : x.size(0) + Math.abs(k);
            return Primitive.of("diag", "torch.diag({0}, " + k + ")", new Shape(size, size), x.dataType(), x);
        });
    }

    /** A matrix with all elements on a diagonal. */
    public static Tensor diagflat(Tensor x, int k) {
        return Operation.of("numpy.Diagflat", x).with("k", k).one(() -> diag(reshape(x, -1), k));
    }

    /**
     * A diagonal of two axes, as a new last axis.
     *
     * @param offset which diagonal, counted upwards
     */
    public static Tensor diagonal(Tensor x, int offset, int axis1, int axis2) {
        int first = Shapes.axis(axis1, x.rank());
        int second = Shapes.axis(axis2, x.rank());
        long rows = x.shape().get(first);
        long columns = x.shape().get(second);
        long length = rows < 0 || columns < 0
                ? -1
                : Math.max(0, offset >= 0 ? Math.min(rows, columns - offset) : Math.min(rows + offset, columns));
        long[] rest = IntStream.range(0, x.rank())
                .filter(i -> i != first && i != second)
                .mapToLong(i -> x.shape().get(i))
                .toArray();
        String code = "torch.diagonal({0}, " + offset + ", " + first + ", " + second + ")";
        return Operation.of("numpy.Diagonal", x)
                .with("offset", offset)
                .with("axis1", axis1)
                .with("axis2", axis2)
                .one(() -> Primitive.of("diagonal", code, new Shape(rest).add(length), x.dataType(), x));
    }

    /** The sum of a diagonal of two axes. */
    public static Tensor trace(Tensor x, int offset, int axis1, int axis2) {
        return Operation.of("numpy.Trace", x)
                .with("offset", offset)
                .with("axis1", axis1)
                .with("axis2", axis2)
                .one(() -> sum(diagonal(x, offset, axis1, axis2), -1));
    }

    /** A Vandermonde matrix: the powers of each element in a row, falling unless {@code increasing}. */
    public static Tensor vander(Tensor x, int columns, boolean increasing) {
        // The kernel of that name has no gradient.
        String powers = increasing
                ? "torch.arange(0, " + columns + ", 1, dtype=4, device={device})"
                : "torch.arange(" + (columns - 1) + ", -1, -1, dtype=4, device={device})";
        String code = "torch.to(torch.pow(torch.unsqueeze({0}, 1), " + powers + "), " + Code.type(x.dataType()) + ")";
        return Operation.of("numpy.Vander", x)
                .with("N", columns)
                .with("increasing", increasing)
                .one(() -> Primitive.of("vander", code, new Shape(x.size(0), columns), x.dataType(), x));
    }

    /** Blocks of channels as blocks of space: {@code (batch, h, w, c)} to {@code (batch, h·b, w·b, c / b²)}. */
    public static Tensor depthToSpace(Tensor x, int block) {
        return Operation.of("nn.DepthToSpace", x)
                .with("block_size", block)
                .with("data_format", "channels_last")
                .one(() -> {
                    long h = x.size(1);
                    long w = x.size(2);
                    long c = x.size(3) / ((long) block * block);
                    Tensor cut = reshape(x, -1, h, w, block, block, c);
                    return reshape(transpose(cut, 0, 1, 3, 2, 4, 5), -1, h * block, w * block, c);
                });
    }

    /** Blocks of space as blocks of channels: {@code (batch, h, w, c)} to {@code (batch, h / b, w / b, c·b²)}. */
    public static Tensor spaceToDepth(Tensor x, int block) {
        return Operation.of("nn.SpaceToDepth", x)
                .with("block_size", block)
                .with("data_format", "channels_last")
                .one(() -> {
                    long h = x.size(1) / block;
                    long w = x.size(2) / block;
                    Tensor cut = reshape(x, -1, h, block, w, block, x.size(3));
                    return reshape(transpose(cut, 0, 1, 3, 2, 4, 5), -1, h, w, (long) block * block * x.size(3));
                });
    }
}
