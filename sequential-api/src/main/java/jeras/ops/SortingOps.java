package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** {@code keras.ops}: sorting, searching and counting. Equal elements keep their order. */
abstract class SortingOps extends PlaceOps {
    SortingOps() {}

    /** In rising order along the last axis. */
    public static Tensor sort(Tensor x) {
        return sort(x, -1);
    }

    /** In rising order along an axis. */
    public static Tensor sort(Tensor x, int axis) {
        return Operation.of("numpy.Sort", x)
                .with("axis", axis)
                .one(() -> sorted(x, Shapes.axis(axis, x.rank()), false).get(0));
    }

    /** The places of the elements in rising order along the last axis, int32. */
    public static Tensor argsort(Tensor x) {
        return argsort(x, -1);
    }

    /** The places of the elements in rising order along an axis, int32. */
    public static Tensor argsort(Tensor x, int axis) {
        return Operation.of("numpy.Argsort", x)
                .with("axis", axis)
                .one(() -> cast(sorted(x, Shapes.axis(axis, x.rank()), false).get(1), DataType.INT32));
    }

    /** Places along an axis such that the element at place {@code kth} stands where sorting would put it. */
    public static Tensor argpartition(Tensor x, int kth, int axis) {
        return Operation.of("numpy.Argpartition", x)
                .with("kth", kth)
                .with("axis", axis)
                .one(() -> argsort(x, axis));
    }

    private static List<Tensor> sorted(Tensor x, int axis, boolean falling) {
        List<Result.Spec> specs = List.of(Result.Spec.of(x), new Result.Spec(x.shape(), DataType.INT64));
        String code = "torch.sort({0}, stable=True, dim=" + axis + ", descending=" + Code.bool(falling) + ")";
        return Primitive.several("sort", code, List.of(x), specs);
    }

    /** The k greatest elements of the last axis, the greatest first, and their places, int32. */
    public static List<Tensor> topK(Tensor x, int k) {
        return Operation.of("math.TopK", x).with("k", k).with("sorted", true).several(() -> {
            List<Tensor> all = sorted(x, x.rank() - 1, true);
            String first = "..., :" + k;
            return List.of(Indexing.apply(all.get(0), first), Indexing.apply(cast(all.get(1), DataType.INT32), first));
        });
    }

    /**
     * Whether the prediction for the target is among the k greatest.
     *
     * @param targets integers {@code (batch)}
     * @param predictions {@code (batch, classes)}
     * @return booleans {@code (batch)}
     */
    public static Tensor inTopK(Tensor targets, Tensor predictions, int k) {
        return Operation.of("math.InTopK", targets, predictions).with("k", k).one(() -> {
            Tensor own = takeAlongAxis(predictions, expandDims(targets, -1), -1);
            Tensor above = sum(cast(greater(predictions, own), DataType.INT32), -1);
            return less(above, k);
        });
    }

    /**
     * Where each value belongs in a rising row of numbers, int32.
     *
     * @param side {@code "left"}: before equal numbers, {@code "right"}: after them
     */
    public static Tensor searchSorted(Tensor row, Tensor values, String side) {
        String code = "torch.searchsorted({0}, {1}, out_int32=True, right=" + Code.bool(side.equals("right")) + ")";
        return Operation.of("numpy.SearchSorted", row, values)
                .with("side", side)
                .one(() -> Primitive.constant("searchsorted", code, values.shape(), DataType.INT32, row, values));
    }

    /** The number of the bin of each element, int32: bin i holds {@code bins[i - 1] <= x < bins[i]}. */
    public static Tensor digitize(Tensor x, Tensor bins) {
        String code = "torch.bucketize({0}, {1}, out_int32=True, right=True)";
        return Operation.of("numpy.Digitize", x, bins)
                .one(() -> Primitive.constant("digitize", code, x.shape(), DataType.INT32, x, bins));
    }

    /** Whether each element of {@code x1} is one of {@code x2}. */
    public static Tensor isIn(Tensor x1, Tensor x2) {
        return Operation.of("numpy.IsIn", x1, x2)
                .one(() -> Primitive.constant("isin", "torch.isin({0}, {1})", x1.shape(), DataType.BOOLEAN, x1, x2));
    }

    /** The different values in rising order; how many there are is known when the program runs. */
    public static Tensor unique(Tensor x) {
        List<Result.Spec> specs = List.of(
                new Result.Spec(new Shape(-1), x.dataType()),
                new Result.Spec(x.shape(), DataType.INT64),
                new Result.Spec(new Shape(-1), DataType.INT64));
        return Operation.of("numpy.Unique", x)
                .one(() -> Primitive.several("unique", "torch._unique2({0})", List.of(x), specs)
                        .get(0));
    }

    /**
     * How often each whole number from 0 on occurs.
     *
     * @param x integers {@code (n)} or {@code (batch, n)}
     * @param minLength the least length of the result, which else ends at the greatest number
     * @return {@code (length)} or {@code (batch, length)}, int32
     */
    public static Tensor bincount(Tensor x, int minLength) {
        return Operation.of("numpy.Bincount", x)
                .with("minlength", minLength)
                .one(() -> sum(cast(occurs(x, minLength), DataType.INT32), -2));
    }

    /** As {@link #bincount(Tensor, int)}, where each occurrence counts with its weight. */
    public static Tensor bincount(Tensor x, Tensor weights, int minLength) {
        return sum(expandDims(weights, -1).multiply(cast(occurs(x, minLength), weights.dataType())), -2);
    }

    /** {@code (..., n, length)}: which number is which. */
    private static Tensor occurs(Tensor x, int minLength) {
        String length = "torch.numel(torch.bincount(torch.reshape(torch.to({0}, 4), [-1]), None, " + minLength + "))";
        String code = "torch.eq(torch.unsqueeze({0}, -1), torch.arange(" + length + ", dtype=4, device={device}))";
        return Primitive.constant("occurs", code, x.shape().add(-1), DataType.BOOLEAN, x);
    }

    /**
     * How many elements lie in each of some bins of equal width between the least and the greatest.
     *
     * @return the counts {@code (bins)}, floating as the edges are, and the edges {@code (bins + 1)}
     */
    public static List<Tensor> histogram(Tensor x, int bins) {
        return Operation.of("numpy.Histogram", x).with("bins", bins).several(() -> {
            Tensor f = floating(x);
            return histogram(f, min(f), max(f), bins);
        });
    }

    /** As {@link #histogram(Tensor, int)}, between two given numbers; elements outside are not counted. */
    public static List<Tensor> histogram(Tensor x, int bins, double least, double greatest) {
        return Operation.of("numpy.Histogram", x)
                .with("bins", bins)
                .with("range", new double[] {least, greatest})
                .several(() -> {
                    Tensor f = floating(x);
                    return histogram(
                            f, full(new Shape(), least, f.dataType()), full(new Shape(), greatest, f.dataType()), bins);
                });
    }

    private static List<Tensor> histogram(Tensor x, Tensor least, Tensor greatest, int bins) {
        String grid =
                "torch.linspace(0., 1., " + (bins + 1) + ", dtype=" + Code.type(x.dataType()) + ", device={device})";
        Tensor steps = Primitive.constant("linspace", grid, new Shape(bins + 1), x.dataType());
        Tensor edges = least.add(greatest.subtract(least).multiply(steps));
        Tensor counts = Primitive.constant(
                "histogram",
                "torch.histc({0}, " + bins + ", float({1}), float({2}))",
                new Shape(bins),
                x.dataType(),
                x,
                least,
                greatest);
        return List.of(counts, edges);
    }
}
