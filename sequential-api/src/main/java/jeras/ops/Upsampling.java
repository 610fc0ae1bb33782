package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Axes grown by whole factors, channels last. */
final class Upsampling {
    private Upsampling() {}

    static Tensor apply(Tensor x, long[] factors, String interpolation) {
        return switch (interpolation) {
            case "nearest" -> repeat(x, factors);
            case "area" -> repeat(ElementwiseOps.floating(x), factors);
            case "bilinear" -> kernel("upsample_bilinear2d", x, factors);
            // The kernel that takes Keys's coefficient -1/2, as Keras does; its filter against aliasing acts on
            // shrinking only.
            case "bicubic" -> kernel("_upsample_bicubic2d_aa", x, factors);
            case "lanczos3" -> lanczos(x, factors, 3);
            case "lanczos5" -> lanczos(x, factors, 5);
            default -> throw new IllegalArgumentException(interpolation);
        };
    }

    /** Each element as many times as its axis's factor says, in one copy. */
    private static Tensor repeat(Tensor x, long[] factors) {
        StringBuilder open = new StringBuilder("{0}");
        StringBuilder lengths = new StringBuilder("-1");
        for (int i = factors.length; i > 0; i--) {
            open.insert(0, "torch.unsqueeze(").append(", ").append(i + 1).append(")");
        }
        StringBuilder close = new StringBuilder();
        for (int i = 1; i <= factors.length; i++) {
            lengths.append(", -1, ").append(factors[i - 1]);
            close.append(", ")
                    .append(2 * (factors.length - i) + 1)
                    .append(", ")
                    .append(2 * (factors.length - i) + 2)
                    .append(")");
        }
        String code =
                "torch.flatten(".repeat(factors.length) + "torch.expand(" + open + ", [" + lengths + ", -1])" + close;
        return Primitive.of("repeat", code, grown(x.shape(), factors), x.dataType(), x);
    }

    private static Shape grown(Shape shape, long[] factors) {
        long[] dims = shape.getShape().clone();
        for (int i = 0; i < factors.length; i++) {
            dims[i + 1] = dims[i + 1] < 0 ? -1 : dims[i + 1] * factors[i];
        }
        return new Shape(dims);
    }

    /** A kernel of PyTorch for images; pixels are squares, whose values are those of their middles. */
    private static Tensor kernel(String name, Tensor x, long[] factors) {
        Tensor first = ConvolutionOps.channelsFirst(ElementwiseOps.floating(x)); // (batch, channels, rows, columns)
        String size = "[" + Code.size(x.size(1), 0, 2) + " * " + factors[0] + ", " + Code.size(x.size(2), 0, 3) + " * "
                + factors[1] + "]";
        Shape out = grown(x.shape(), factors);
        Shape shape = new Shape(out.get(0), out.get(3), out.get(1), out.get(2));
        return ConvolutionOps.channelsLast(Primitive.of(
                "upsample", "torch." + name + "({0}, " + size + ", False)", shape, first.dataType(), first));
    }

    /**
     * Lanczos's windowed sinc: a product with a matrix of weights for each axis.
     *
     * @param radius how many elements on either side take part
     */
    private static Tensor lanczos(Tensor x, long[] factors, int radius) {
        Tensor first = ConvolutionOps.channelsFirst(ElementwiseOps.floating(x)); // (batch, channels, rows, columns)
        Tensor rows = weights(first, 2, factors[0], radius); // (new rows, rows)
        Tensor columns = weights(first, 3, factors[1], radius); // (new columns, columns)
        return ConvolutionOps.channelsLast(Ops.matmul(Ops.matmul(rows, first), ShapeOps.transpose(columns)));
    }

    /** The weights of the elements for each new one, {@code (new, old)}, of sum 1. */
    private static Tensor weights(Tensor x, int axis, long factor, int radius) {
        Tensor wanted = places(x, axis, factor).add(0.5).divide(factor).subtract(0.5);
        Tensor distance = Ops.abs(Ops.subtract(Ops.expandDims(wanted, 1), Ops.expandDims(places(x, axis, 1), 0)));
        Tensor angle = distance.multiply(Math.PI);
        // Next to 0 the quotient is 1 to the last digit, and at 0 it is none.
        Tensor safe = Ops.maximum(angle, 1e-3);
        Tensor sinc = Ops.sin(safe)
                .multiply(Ops.sin(safe.divide(radius)))
                .multiply(radius)
                .divide(Ops.square(safe));
        Tensor all = Ops.where(Ops.greater(distance, radius), 0, Ops.where(Ops.less(distance, 1e-3), 1, sinc));
        return Ops.cast(all.divide(Ops.sum(all, true, 1)), x.dataType());
    }

    /** 0, 1, 2, ... for so many times as many places as an axis has. */
    private static Tensor places(Tensor x, int axis, long factor) {
        long size = x.size(axis);
        String code = "torch.arange(0, " + Code.size(size, 0, axis) + " * " + factor + ", 1, dtype=6, device={device})";
        Shape shape = new Shape(size < 0 ? -1 : size * factor);
        return Primitive.constant("places", code, shape, DataType.FLOAT32, x);
    }
}
