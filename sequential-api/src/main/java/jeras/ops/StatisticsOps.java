package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** {@code keras.ops}: quantiles, weighted means, running products and what leaves NaN out. */
abstract class StatisticsOps extends SortingOps {
    StatisticsOps() {}

    /** The difference of the greatest and the least element. */
    public static Tensor ptp(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.Ptp", x, keepDims, axis)
                .one(() -> max(x, keepDims, axis).subtract(min(x, keepDims, axis)));
    }

    public static Tensor average(Tensor x, int... axis) {
        return Operation.of("numpy.Average", x, null).axis(axis).one(() -> mean(x, axis));
    }

    /** The mean with weights: of x's shape, or a row of weights along the one axis. */
    public static Tensor average(Tensor x, Tensor weights, int... axis) {
        return Operation.of("numpy.Average", x, weights).axis(axis).one(() -> {
            Tensor w = weights;
            if (weights.rank() == 1 && x.rank() > 1) {
                long[] dims = new long[x.rank()];
                Arrays.fill(dims, 1);
                dims[Shapes.axis(axis[0], x.rank())] = -1;
                w = reshape(weights, dims);
            }
            Tensor all = w.multiply(onesLike(floating(x)));
            return sum(x.multiply(w), axis).divide(sum(all, axis));
        });
    }

    /** The middle element in rising order, or the mean of the two in the middle. */
    public static Tensor median(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.Median", x, keepDims, axis)
                .one(() -> quantiles("torch.quantile", x, new double[] {0.5}, false, "linear", keepDims, axis));
    }

    public static Tensor quantile(Tensor x, double q, int... axis) {
        return quantile(x, q, "linear", false, axis);
    }

    /**
     * The element below which the part q of all elements lies.
     *
     * @param method between two elements: {@code "linear"}, {@code "lower"}, {@code "higher"}, {@code "midpoint"} or
     *     {@code "nearest"}
     */
    public static Tensor quantile(Tensor x, double q, String method, boolean keepDims, int... axis) {
        return Operation.of("numpy.Quantile", x, q)
                .axis(axis)
                .with("method", method)
                .with("keepdims", keepDims)
                .one(() -> quantiles("torch.quantile", x, new double[] {q}, false, method, keepDims, axis));
    }

    /** Several quantiles, along a new first axis. */
    public static Tensor quantile(Tensor x, double[] q, String method, boolean keepDims, int... axis) {
        return Operation.of("numpy.Quantile", x, Arrays.stream(q).boxed().toList())
                .axis(axis)
                .with("method", method)
                .with("keepdims", keepDims)
                .one(() -> quantiles("torch.quantile", x, q, true, method, keepDims, axis));
    }

    /** As {@link #quantile(Tensor, double, String, boolean, int...)}, of a percentage. */
    public static Tensor percentile(Tensor x, double q, String method, boolean keepDims, int... axis) {
        return Operation.of("numpy.Percentile", x, q)
                .axis(axis)
                .with("method", method)
                .with("keepdims", keepDims)
                .one(() -> quantiles("torch.quantile", x, new double[] {q / 100}, false, method, keepDims, axis));
    }

    private static Tensor quantiles(
            String kernel, Tensor x, double[] q, boolean several, String method, boolean keepDims, int... axis) {
        Tensor f = floating(x);
        int[] axes = Shapes.axes(axis, x.rank());
        int[] rest = IntStream.range(0, x.rank())
                .filter(i -> Arrays.stream(axes).noneMatch(a -> a == i))
                .toArray();
        long[] kept = Arrays.stream(rest).mapToLong(a -> x.shape().get(a)).toArray();
        long count = Shapes.product(
                Arrays.stream(axes).mapToLong(a -> x.shape().get(a)).toArray());
        Tensor rows = reshape(
                transpose(
                        f,
                        IntStream.concat(Arrays.stream(rest), Arrays.stream(axes))
                                .toArray()),
                LongStream.concat(Arrays.stream(kept), LongStream.of(count)).toArray());
        String code = kernel + "({0}, torch.tensor(" + Arrays.toString(q) + ", dtype=" + Code.type(f.dataType())
                + ", device={device}), -1, False, interpolation=\"" + method + "\")";
        Shape shape = new Shape(q.length).addAll(new Shape(kept));
        Tensor result = Primitive.of("quantile", code, shape, f.dataType(), rows);
        if (keepDims) {
            int[] places = Arrays.stream(axes).map(a -> a + 1).toArray();
            for (int a : places) {
                result = expandDims(result, a);
            }
        }
        return several ? result : squeeze(result, 0);
    }

    /** The running sum of all elements in one row. */
    public static Tensor cumsum(Tensor x) {
        return Operation.of("numpy.Cumsum", x).with("axis", null).one(() -> cumsum(reshape(x, -1), 0));
    }

    /** The running product of all elements in one row. */
    public static Tensor cumprod(Tensor x) {
        return Operation.of("numpy.Cumprod", x).with("axis", null).one(() -> cumprod(reshape(x, -1), 0));
    }

    /** The running product along an axis; booleans count as int32. */
    public static Tensor cumprod(Tensor x, int axis) {
        return Operation.of("numpy.Cumprod", x).with("axis", axis).one(() -> {
            DataType type = x.dataType() == DataType.BOOLEAN ? DataType.INT32 : x.dataType();
            String code = "torch.cumprod({0}, " + Shapes.axis(axis, x.rank()) + ", dtype=" + Code.type(type) + ")";
            return Primitive.of("cumprod", code, x.shape(), type, x);
        });
    }

    /** The differences of neighbours along an axis, n times over. */
    public static Tensor diff(Tensor x, int n, int axis) {
        int a = Shapes.axis(axis, x.rank());
        return Operation.of("numpy.Diff", x).with("n", n).with("axis", axis).one(() -> {
            Tensor result = x;
            for (int i = 0; i < n; i++) {
                Tensor later = Indexing.apply(result, ":, ".repeat(a) + "1:");
                Tensor earlier = Indexing.apply(result, ":, ".repeat(a) + ":-1");
                result = x.dataType() == DataType.BOOLEAN ? notEqual(later, earlier) : later.subtract(earlier);
            }
            return result;
        });
    }

    /** The integral along an axis by trapezoids of width {@code dx}. */
    public static Tensor trapezoid(Tensor y, double dx, int axis) {
        int a = Shapes.axis(axis, y.rank());
        return Operation.of("numpy.Trapezoid", y)
                .with("dx", dx)
                .with("axis", axis)
                .one(() -> {
                    Tensor f = floating(y);
                    Tensor later = Indexing.apply(f, ":, ".repeat(a) + "1:");
                    Tensor earlier = Indexing.apply(f, ":, ".repeat(a) + ":-1");
                    return sum(later.add(earlier).multiply(dx / 2), a);
                });
    }

    // ---- without NaN

    public static Tensor nanSum(Tensor x, boolean keepDims, int... axis) {
        return nan("numpy.Nansum", x, keepDims, axis, () -> sum(filled(x, 0), keepDims, axis));
    }

    public static Tensor nanProd(Tensor x, boolean keepDims, int... axis) {
        return nan("numpy.Nanprod", x, keepDims, axis, () -> prod(filled(x, 1), keepDims, axis));
    }

    public static Tensor nanMean(Tensor x, boolean keepDims, int... axis) {
        return nan("numpy.Nanmean", x, keepDims, axis, () -> meanOfNumbers(x, keepDims, axis));
    }

    public static Tensor nanVar(Tensor x, boolean keepDims, int... axis) {
        return nan("numpy.Nanvar", x, keepDims, axis, () -> varianceOfNumbers(x, keepDims, axis));
    }

    public static Tensor nanStd(Tensor x, boolean keepDims, int... axis) {
        return nan("numpy.Nanstd", x, keepDims, axis, () -> sqrt(varianceOfNumbers(x, keepDims, axis)));
    }

    public static Tensor nanMax(Tensor x, boolean keepDims, int... axis) {
        return nan("numpy.Nanmax", x, keepDims, axis, () -> {
            Tensor most = max(filled(x, Double.NEGATIVE_INFINITY), keepDims, axis);
            return where(all(isNan(x), keepDims, axis), Double.NaN, most);
        });
    }

    public static Tensor nanMin(Tensor x, boolean keepDims, int... axis) {
        return nan("numpy.Nanmin", x, keepDims, axis, () -> {
            Tensor least = min(filled(x, Double.POSITIVE_INFINITY), keepDims, axis);
            return where(all(isNan(x), keepDims, axis), Double.NaN, least);
        });
    }

    /** The place of the greatest number along an axis, int32; -1 where there are only NaN. */
    public static Tensor nanArgmax(Tensor x, boolean keepDims, int axis) {
        return nan("numpy.Nanargmax", x, keepDims, new int[] {axis}, () -> {
            Tensor place = argmax(filled(x, Double.NEGATIVE_INFINITY), keepDims, axis);
            return where(all(isNan(x), keepDims, axis), -1, place);
        });
    }

    /** The place of the least number along an axis, int32; -1 where there are only NaN. */
    public static Tensor nanArgmin(Tensor x, boolean keepDims, int axis) {
        return nan("numpy.Nanargmin", x, keepDims, new int[] {axis}, () -> {
            Tensor place = argmin(filled(x, Double.POSITIVE_INFINITY), keepDims, axis);
            return where(all(isNan(x), keepDims, axis), -1, place);
        });
    }

    public static Tensor nanMedian(Tensor x, boolean keepDims, int... axis) {
        return nan(
                "numpy.Nanmedian",
                x,
                keepDims,
                axis,
                () -> quantiles("torch.nanquantile", x, new double[] {0.5}, false, "linear", keepDims, axis));
    }

    public static Tensor nanQuantile(Tensor x, double q, String method, boolean keepDims, int... axis) {
        return Operation.of("numpy.Nanquantile", x, q)
                .axis(axis)
                .with("method", method)
                .with("keepdims", keepDims)
                .one(() -> quantiles("torch.nanquantile", x, new double[] {q}, false, method, keepDims, axis));
    }

    public static Tensor nanPercentile(Tensor x, double q, String method, boolean keepDims, int... axis) {
        return Operation.of("numpy.Nanpercentile", x, q)
                .axis(axis)
                .with("method", method)
                .with("keepdims", keepDims)
                .one(() -> quantiles("torch.nanquantile", x, new double[] {q / 100}, false, method, keepDims, axis));
    }

    /** The running sum along an axis, NaN counted as 0. */
    public static Tensor nanCumsum(Tensor x, int axis) {
        return Operation.of("numpy.Nancumsum", x).with("axis", axis).one(() -> cumsum(filled(x, 0), axis));
    }

    /** The running sum of all elements in one row, NaN counted as 0. */
    public static Tensor nanCumsum(Tensor x) {
        return Operation.of("numpy.Nancumsum", x).with("axis", null).one(() -> cumsum(filled(x, 0)));
    }

    /** The running product of all elements in one row, NaN counted as 1. */
    public static Tensor nanCumprod(Tensor x) {
        return Operation.of("numpy.Nancumprod", x).with("axis", null).one(() -> cumprod(filled(x, 1)));
    }

    /** The running product along an axis, NaN counted as 1. */
    public static Tensor nanCumprod(Tensor x, int axis) {
        return Operation.of("numpy.Nancumprod", x).with("axis", axis).one(() -> cumprod(filled(x, 1), axis));
    }

    private static Tensor nan(String keras, Tensor x, boolean keepDims, int[] axis, Supplier<Tensor> body) {
        return operation(keras, x, keepDims, axis).one(body);
    }

    private static Tensor filled(Tensor x, double value) {
        return x.dataType().isFloating() ? where(isNan(x), value, x) : x;
    }

    private static Tensor meanOfNumbers(Tensor x, boolean keepDims, int... axis) {
        Tensor f = floating(x);
        Tensor count = sum(cast(logicalNot(isNan(f)), f.dataType()), keepDims, axis);
        return sum(filled(f, 0), keepDims, axis).divide(count);
    }

    private static Tensor varianceOfNumbers(Tensor x, boolean keepDims, int... axis) {
        Tensor f = floating(x);
        return meanOfNumbers(square(f.subtract(meanOfNumbers(f, true, axis))), keepDims, axis);
    }
}
