package jeras.saving;

import static jeras.saving.Operations.several;
import static jeras.saving.Operations.single;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Nodes of functional models: sums, extremes, sorting and counting. */
final class ReductionOperations {
    private ReductionOperations() {}

    private interface Reduction {
        Tensor apply(Tensor x, boolean keepDims, int... axis);
    }

    private interface Place {
        Tensor apply(Tensor x, boolean keepDims, int axis);
    }

    private interface Quantile {
        Tensor apply(Tensor x, double q, String method, boolean keepDims, int... axis);
    }

    private interface Along {
        Tensor apply(Tensor x, int axis);
    }

    static void register() {
        reduction("All", Ops::all);
        reduction("Amax", Ops::max);
        reduction("Amin", Ops::min);
        reduction("Any", Ops::any);
        reduction("Logsumexp", Ops::logSumExp);
        reduction("Max", (x, keep, axis) -> Ops.max(x, keep, axis));
        reduction("Mean", Ops::mean);
        reduction("Median", Ops::median);
        reduction("Min", (x, keep, axis) -> Ops.min(x, keep, axis));
        reduction("Nanmax", Ops::nanMax);
        reduction("Nanmean", Ops::nanMean);
        reduction("Nanmedian", Ops::nanMedian);
        reduction("Nanmin", Ops::nanMin);
        reduction("Nanprod", Ops::nanProd);
        reduction("Nanstd", Ops::nanStd);
        reduction("Nansum", Ops::nanSum);
        reduction("Nanvar", Ops::nanVar);
        reduction("Prod", Ops::prod);
        reduction("Ptp", Ops::ptp);
        reduction("Std", Ops::std);
        reduction("Sum", Ops::sum);
        reduction("Var", Ops::var);
        place("Argmax", Ops::argmax, Ops::argmax);
        place("Argmin", Ops::argmin, Ops::argmin);
        place("Nanargmax", Ops::nanArgmax, x -> Ops.nanArgmax(Ops.reshape(x, -1), false, 0));
        place("Nanargmin", Ops::nanArgmin, x -> Ops.nanArgmin(Ops.reshape(x, -1), false, 0));
        quantile("Nanpercentile", Ops::nanPercentile);
        quantile("Nanquantile", Ops::nanQuantile);
        quantile("Percentile", Ops::percentile);
        single("Quantile", ReductionOperations::quantile);
        running("Cumprod", Ops::cumprod, Ops::cumprod);
        running("Cumsum", Ops::cumsum, Ops::cumsum);
        running("Nancumprod", Ops::nanCumprod, Ops::nanCumprod);
        running("Nancumsum", Ops::nanCumsum, Ops::nanCumsum);
        single(
                "Average",
                a -> a.has(1, "weights")
                        ? Ops.average(x(a), a.tensor(1, "weights"), a.integers(2, "axis"))
                        : Ops.average(x(a), a.integers(2, "axis")));
        single("CountNonzero", a -> Ops.countNonzero(x(a), a.integers(1, "axis")));
        single("Argsort", a -> along(a, Ops::argsort));
        single("Sort", a -> along(a, Ops::sort));
        single("Argpartition", a -> Ops.argpartition(x(a), a.integer(1, "kth", 0), a.integer(2, "axis", -1)));
        single("Diff", a -> Ops.diff(a.tensor(0, "a"), a.integer(1, "n", 1), a.integer(2, "axis", -1)));
        single("Trapezoid", a -> Ops.trapezoid(a.tensor(0, "y"), a.number(2, "dx", 1), a.integer(3, "axis", -1)));
        several("TopK", a -> Ops.topK(x(a), a.integer(1, "k", 1)));
        single("InTopK", a -> Ops.inTopK(a.tensor(0, "targets"), a.tensor(1, "predictions"), a.integer(2, "k", 1)));
        single(
                "SearchSorted",
                a -> Ops.searchSorted(
                        a.tensor(0, "sorted_sequence"), a.tensor(1, "values"), a.text(2, "side", "left")));
        single("Digitize", a -> Ops.digitize(x(a), a.tensor(1, "bins")));
        single("IsIn", ReductionOperations::isIn);
        several("Histogram", ReductionOperations::histogram);
        single("Bincount", a -> Ops.bincount(x(a), a.integer(2, "minlength", 0)));
        several("Nonzero", a -> Ops.nonzero(x(a)));
    }

    private static Tensor x(OperationArguments a) {
        return a.tensor(0, "x");
    }

    private static void reduction(String className, Reduction operation) {
        single(className, a -> {
            if (a.has(3, "initial")) {
                throw a.unsupported(3, "initial");
            }
            return operation.apply(x(a), a.flag(2, "keepdims"), a.integers(1, "axis"));
        });
    }

    /** Without an axis, of all elements in one row. */
    private static void place(String className, Place operation, UnaryOperator<Tensor> ofAll) {
        single(className, a -> {
            boolean keep = a.flag(2, "keepdims");
            if (a.has(1, "axis")) {
                return operation.apply(x(a), keep, a.integer(1, "axis", 0));
            }
            Tensor flat = ofAll.apply(x(a));
            long[] ones = new long[x(a).rank()];
            Arrays.fill(ones, 1);
            return keep ? Ops.reshape(flat, ones) : flat;
        });
    }

    private static void quantile(String className, Quantile operation) {
        single(
                className,
                a -> operation.apply(
                        x(a),
                        a.number(1, "q"),
                        a.text(3, "method", "linear"),
                        a.flag(4, "keepdims"),
                        a.integers(2, "axis")));
    }

    private static Tensor quantile(OperationArguments a) {
        String method = a.text(3, "method", "linear");
        boolean keep = a.flag(4, "keepdims");
        int[] axis = a.integers(2, "axis");
        return a.isWhole(1, "q") || a.json(1, "q").isJsonPrimitive()
                ? Ops.quantile(x(a), a.number(1, "q"), method, keep, axis)
                : Ops.quantile(x(a), a.numbers(1, "q"), method, keep, axis);
    }

    private static void running(String className, Along operation, UnaryOperator<Tensor> ofAll) {
        single(className, a -> {
            Tensor result = a.has(1, "axis") ? operation.apply(x(a), a.integer(1, "axis", 0)) : ofAll.apply(x(a));
            return a.has(2, "dtype") ? Ops.cast(result, a.type(2, "dtype", result.dataType())) : result;
        });
    }

    /** Without an axis (which is None, not left out), of all elements in one row. */
    private static Tensor along(OperationArguments a, Along operation) {
        boolean flat = a.config().has("axis") && a.config().get("axis").isJsonNull();
        return flat ? operation.apply(Ops.reshape(x(a), -1), 0) : operation.apply(x(a), a.integer(1, "axis", -1));
    }

    private static Tensor isIn(OperationArguments a) {
        Tensor found = Ops.isIn(a.tensor(0, "x1"), a.tensor(1, "x2"));
        return a.flag(3, "invert") ? Ops.logicalNot(found) : found;
    }

    private static List<Tensor> histogram(OperationArguments a) {
        int bins = a.integer(1, "bins", 10);
        if (!a.has(2, "range")) {
            return Ops.histogram(x(a), bins);
        }
        double[] range = a.numbers(2, "range");
        return Ops.histogram(x(a), bins, range[0], range[1]);
    }
}
