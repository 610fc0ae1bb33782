package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** {@code keras.ops}: sums, means and extremes over axes. Without an axis they take all. */
abstract class ReductionOps extends ElementwiseOps {
    ReductionOps() {}

    public static Tensor sum(Tensor x, int... axis) {
        return sum(x, false, axis);
    }

    /**
     * The sum over axes.
     *
     * @param keepDims leave the axes in the result with length 1
     */
    public static Tensor sum(Tensor x, boolean keepDims, int... axis) {
        DataType type = x.dataType() == DataType.BOOLEAN ? DataType.INT32 : x.dataType();
        return reduce("sum", "torch.sum({0}, %s, %s, dtype=" + Code.type(type) + ")", x, type, keepDims, axis);
    }

    public static Tensor mean(Tensor x, int... axis) {
        return mean(x, false, axis);
    }

    public static Tensor mean(Tensor x, boolean keepDims, int... axis) {
        Tensor f = floating(x);
        return reduce("mean", "torch.mean({0}, %s, %s)", f, f.dataType(), keepDims, axis);
    }

    /** The variance around the mean, divided by the number of elements. */
    public static Tensor variance(Tensor x, boolean keepDims, int... axis) {
        Tensor f = floating(x);
        return reduce("var", "torch.var({0}, %s, correction=0, keepdim=%s)", f, f.dataType(), keepDims, axis);
    }

    public static Tensor max(Tensor x, int... axis) {
        return max(x, false, axis);
    }

    public static Tensor max(Tensor x, boolean keepDims, int... axis) {
        return reduce("max", "torch.amax({0}, %s, %s)", x, x.dataType(), keepDims, axis);
    }

    public static Tensor min(Tensor x, int... axis) {
        return min(x, false, axis);
    }

    public static Tensor min(Tensor x, boolean keepDims, int... axis) {
        return reduce("min", "torch.amin({0}, %s, %s)", x, x.dataType(), keepDims, axis);
    }

    public static Tensor logSumExp(Tensor x, boolean keepDims, int... axis) {
        return reduce("logsumexp", "torch.logsumexp({0}, %s, %s)", x, x.dataType(), keepDims, axis);
    }

    /** True where all elements are; booleans. */
    public static Tensor all(Tensor x, int... axis) {
        return equal(sum(cast(logicalNot(cast(x, DataType.BOOLEAN)), DataType.INT32), axis), 0);
    }

    /** True where any element is; booleans. */
    public static Tensor any(Tensor x, int... axis) {
        return greater(sum(cast(cast(x, DataType.BOOLEAN), DataType.INT32), axis), 0);
    }

    /** The place of the greatest element along an axis, int32. */
    public static Tensor argmax(Tensor x, int axis) {
        return extreme("argmax", x, axis);
    }

    /** The place of the least element along an axis, int32. */
    public static Tensor argmin(Tensor x, int axis) {
        return extreme("argmin", x, axis);
    }

    private static Tensor extreme(String name, Tensor x, int axis) {
        int a = Shapes.axis(axis, x.rank());
        Shape shape = x.shape().slice(0, a).addAll(x.shape().slice(a + 1));
        String code = "torch.to(torch." + name + "({0}, " + a + "), " + Code.type(DataType.INT32) + ")";
        return Primitive.constant(name, code, shape, DataType.INT32, x);
    }

    private static Tensor reduce(String name, String code, Tensor x, DataType type, boolean keepDims, int... axis) {
        if (x.rank() == 0) {
            return cast(x, type);
        }
        int[] axes = Shapes.axes(axis, x.rank());
        Shape shape = x.shape();
        for (int i = axes.length - 1; i >= 0; i--) {
            shape = keepDims
                    ? Shapes.with(shape, axes[i], 1)
                    : shape.slice(0, axes[i]).addAll(shape.slice(axes[i] + 1));
        }
        return Primitive.of(name, String.format(code, Code.ints(axes), Code.bool(keepDims)), shape, type, x);
    }
}
