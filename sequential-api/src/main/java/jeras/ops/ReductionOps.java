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
        return operation("numpy.Sum", x, keepDims, axis).one(() -> {
            DataType type = added(x.dataType());
            return reduce("sum", "torch.sum({0}, %s, %s, dtype=" + Code.type(type) + ")", x, type, keepDims, axis);
        });
    }

    public static Tensor mean(Tensor x, int... axis) {
        return mean(x, false, axis);
    }

    public static Tensor mean(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.Mean", x, keepDims, axis).one(() -> {
            Tensor f = floating(x);
            return reduce("mean", "torch.mean({0}, %s, %s)", f, f.dataType(), keepDims, axis);
        });
    }

    /** The variance around the mean, divided by the number of elements. */
    public static Tensor variance(Tensor x, boolean keepDims, int... axis) {
        return var(x, keepDims, axis);
    }

    public static Tensor var(Tensor x, int... axis) {
        return var(x, false, axis);
    }

    /** The variance around the mean, divided by the number of elements. */
    public static Tensor var(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.Var", x, keepDims, axis).one(() -> spread("var", x, keepDims, axis));
    }

    public static Tensor std(Tensor x, int... axis) {
        return std(x, false, axis);
    }

    /** The square root of the variance. */
    public static Tensor std(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.Std", x, keepDims, axis).one(() -> spread("std", x, keepDims, axis));
    }

    private static Tensor spread(String name, Tensor x, boolean keepDims, int... axis) {
        Tensor f = floating(x);
        return reduce(name, "torch." + name + "({0}, %s, correction=0, keepdim=%s)", f, f.dataType(), keepDims, axis);
    }

    public static Tensor max(Tensor x, int... axis) {
        return max(x, false, axis);
    }

    public static Tensor max(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.Max", x, keepDims, axis)
                .one(() -> reduce("max", "torch.amax({0}, %s, %s)", x, x.dataType(), keepDims, axis));
    }

    public static Tensor min(Tensor x, int... axis) {
        return min(x, false, axis);
    }

    public static Tensor min(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.Min", x, keepDims, axis)
                .one(() -> reduce("min", "torch.amin({0}, %s, %s)", x, x.dataType(), keepDims, axis));
    }

    public static Tensor amax(Tensor x, int... axis) {
        return max(x, false, axis);
    }

    public static Tensor amin(Tensor x, int... axis) {
        return min(x, false, axis);
    }

    public static Tensor prod(Tensor x, int... axis) {
        return prod(x, false, axis);
    }

    /** The product over axes. */
    public static Tensor prod(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.Prod", x, keepDims, axis).one(() -> {
            DataType type = added(x.dataType());
            int[] axes = Shapes.axes(axis, x.rank());
            Tensor result = cast(x, type);
            for (int i = axes.length - 1; i >= 0; i--) {
                String code =
                        "torch.prod({0}, " + axes[i] + ", " + Code.bool(keepDims) + ", dtype=" + Code.type(type) + ")";
                result = Primitive.of("prod", code, without(result.shape(), axes[i], keepDims), type, result);
            }
            return result;
        });
    }

    /** {@code log(sum(exp(x)))}, without overflow. */
    public static Tensor logSumExp(Tensor x, boolean keepDims, int... axis) {
        return operation("math.Logsumexp", x, keepDims, axis).one(() -> {
            Tensor f = floating(x);
            return reduce("logsumexp", "torch.logsumexp({0}, %s, %s)", f, f.dataType(), keepDims, axis);
        });
    }

    public static Tensor all(Tensor x, int... axis) {
        return all(x, false, axis);
    }

    /** True where all elements are; booleans. */
    public static Tensor all(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.All", x, keepDims, axis)
                .one(() -> equal(sum(cast(logicalNot(truth(x)), DataType.INT32), keepDims, axis), 0));
    }

    public static Tensor any(Tensor x, int... axis) {
        return any(x, false, axis);
    }

    /** True where any element is; booleans. */
    public static Tensor any(Tensor x, boolean keepDims, int... axis) {
        return operation("numpy.Any", x, keepDims, axis)
                .one(() -> greater(sum(cast(truth(x), DataType.INT32), keepDims, axis), 0));
    }

    /** How many elements are not 0, int32. */
    public static Tensor countNonzero(Tensor x, int... axis) {
        return Operation.of("numpy.CountNonzero", x).axis(axis).one(() -> sum(cast(truth(x), DataType.INT32), axis));
    }

    /** The place of the greatest of all elements, counted row by row, int32. */
    public static Tensor argmax(Tensor x) {
        return extreme("argmax", x, null, false);
    }

    /** The place of the greatest element along an axis, int32. */
    public static Tensor argmax(Tensor x, int axis) {
        return extreme("argmax", x, axis, false);
    }

    /** As {@link #argmax(Tensor, int)}; {@code keepDims} leaves the axis in the result with length 1. */
    public static Tensor argmax(Tensor x, boolean keepDims, int axis) {
        return extreme("argmax", x, axis, keepDims);
    }

    /** The place of the least of all elements, counted row by row, int32. */
    public static Tensor argmin(Tensor x) {
        return extreme("argmin", x, null, false);
    }

    /** The place of the least element along an axis, int32. */
    public static Tensor argmin(Tensor x, int axis) {
        return extreme("argmin", x, axis, false);
    }

    /** As {@link #argmin(Tensor, int)}; {@code keepDims} leaves the axis in the result with length 1. */
    public static Tensor argmin(Tensor x, boolean keepDims, int axis) {
        return extreme("argmin", x, axis, keepDims);
    }

    /** @param axis null for all elements */
    private static Tensor extreme(String name, Tensor x, Integer axis, boolean keepDims) {
        String keras = name.equals("argmax") ? "numpy.Argmax" : "numpy.Argmin";
        return Operation.of(keras, x)
                .with("axis", axis)
                .with("keepdims", keepDims)
                .one(() -> {
                    Tensor numbers = x.dataType() == DataType.BOOLEAN ? cast(x, DataType.INT32) : x;
                    int type = Code.type(DataType.INT32);
                    if (axis == null) {
                        String code = "torch.to(torch." + name + "({0}), " + type + ")";
                        return Primitive.constant(name, code, new Shape(), DataType.INT32, numbers);
                    }
                    int a = Shapes.axis(axis, x.rank());
                    String code =
                            "torch.to(torch." + name + "({0}, " + a + ", " + Code.bool(keepDims) + "), " + type + ")";
                    Shape shape = without(x.shape(), a, keepDims);
                    return Primitive.constant(name, code, shape, DataType.INT32, numbers);
                });
    }

    /** What sums and products of a data type have: small integers would overflow. */
    static DataType added(DataType type) {
        return switch (type) {
            case BOOLEAN, INT8, INT16, UINT8 -> DataType.INT32;
            default -> type;
        };
    }

    /** The shape after a reduction of one axis. */
    static Shape without(Shape shape, int axis, boolean keepDims) {
        return keepDims ? Shapes.with(shape, axis, 1) : shape.slice(0, axis).addAll(shape.slice(axis + 1));
    }

    static Operation.Builder operation(String keras, Tensor x, boolean keepDims, int... axis) {
        return Operation.of(keras, x).axis(axis).with("keepdims", keepDims);
    }

    private static Tensor reduce(String name, String code, Tensor x, DataType type, boolean keepDims, int... axis) {
        if (x.rank() == 0) {
            return name.equals("var") || name.equals("std") ? zerosLike(x) : cast(x, type);
        }
        int[] axes = Shapes.axes(axis, x.rank());
        Shape shape = x.shape();
        for (int i = axes.length - 1; i >= 0; i--) {
            shape = without(shape, axes[i], keepDims);
        }
        return Primitive.of(name, String.format(code, Code.ints(axes), Code.bool(keepDims)), shape, type, x);
    }
}
