package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Axes grown by whole factors, channels last. */
final class Upsampling {
    private Upsampling() {}

    static Tensor apply(Tensor x, long[] factors, String interpolation) {
        if (interpolation.equals("nearest") || interpolation.equals("area")) {
            return repeat(x, factors);
        }
        Tensor y = between(ElementwiseOps.floating(x), factors, interpolation);
        return x.dataType().isFloating() ? y : Ops.cast(whole(y, x.dataType()), x.dataType());
    }

    /** Rounded, and kept within what images of whole numbers can hold: between their values, curves overshoot. */
    private static Tensor whole(Tensor y, DataType type) {
        Tensor rounded = Ops.round(y);
        return switch (type) {
            case UINT8 -> Ops.clip(rounded, 0, 255);
            case INT8 -> Ops.clip(rounded, -128, 127);
            default -> rounded;
        };
    }

    private static Tensor between(Tensor x, long[] factors, String interpolation) {
        return switch (interpolation) {
            case "bilinear" -> bilinear(x, factors);
            case "bicubic" -> resample(x, factors, Upsampling::rounded, Upsampling::keys);
            case "lanczos3" -> resample(x, factors, places -> places, distance -> lanczos(distance, 3));
            case "lanczos5" -> resample(x, factors, places -> places, distance -> lanczos(distance, 5));
            default ->
                throw new InvalidArgumentException(JerasException.message(
                        "A tensor cannot be upsampled.",
                        "an interpolation of nearest, area, bilinear, bicubic, lanczos3 and lanczos5",
                        "\"" + interpolation + "\"",
                        "choose one of them"));
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

    /** Between the middles of the pixels, straight lines. */
    private static Tensor bilinear(Tensor x, long[] factors) {
        Tensor first = ConvolutionOps.channelsFirst(x); // (batch, channels, rows, columns)
        String size = "[" + Code.size(x.size(1), 0, 2) + " * " + factors[0] + ", " + Code.size(x.size(2), 0, 3) + " * "
                + factors[1] + "]";
        Shape out = grown(x.shape(), factors);
        Shape shape = new Shape(out.get(0), out.get(3), out.get(1), out.get(2));
        String code = "torch.upsample_bilinear2d({0}, " + size + ", False)";
        return ConvolutionOps.channelsLast(Primitive.of("upsample", code, shape, first.dataType(), first));
    }

    /**
     * A product with a matrix of weights for each axis.
     *
     * @param places makes the places of the new elements those that are computed with
     * @param kernel the weight of an old element by its distance
     */
    private static Tensor resample(
            Tensor x, long[] factors, UnaryOperator<Tensor> places, UnaryOperator<Tensor> kernel) {
        Tensor first = ConvolutionOps.channelsFirst(x); // (batch, channels, rows, columns)
        Tensor rows = weights(first, 2, factors[0], places, kernel); // (new rows, rows)
        Tensor columns = weights(first, 3, factors[1], places, kernel); // (new columns, columns)
        return ConvolutionOps.channelsLast(Ops.matmul(Ops.matmul(rows, first), Ops.transpose(columns)));
    }

    /** The weights of the elements for each new one, {@code (new, old)}, of sum 1. */
    private static Tensor weights(
            Tensor x, int axis, long factor, UnaryOperator<Tensor> places, UnaryOperator<Tensor> kernel) {
        Tensor wanted = places.apply(
                places(x, axis, factor).add(0.5).divide((double) factor).subtract(0.5));
        Tensor distance = Ops.abs(Ops.subtract(Ops.expandDims(wanted, 1), Ops.expandDims(places(x, axis, 1), 0)));
        Tensor all = kernel.apply(distance);
        return Ops.cast(all.divide(Ops.sum(all, true, 1)), x.dataType());
    }

    /** TensorFlow's table of cubic weights has 1,024 entries between two elements. */
    private static Tensor rounded(Tensor places) {
        return Ops.round(places.multiply(1024)).divide(1024);
    }

    /**
     * Cubic convolution with the coefficient -1/2.
     *
     * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">Keys, 1981</a>
     */
    private static Tensor keys(Tensor distance) {
        Tensor d = distance;
        Tensor near = d.multiply(1.5).subtract(2.5).multiply(d).multiply(d).add(1);
        Tensor far =
                d.multiply(-0.5).add(2.5).multiply(d).subtract(4).multiply(d).add(2);
        return Ops.where(Ops.greaterEqual(d, 2), 0, Ops.where(Ops.less(d, 1), near, far));
    }

    /** A sinc in the window of a wider one: {@code sinc(d) · sinc(d / radius)}. */
    private static Tensor lanczos(Tensor distance, int radius) {
        // Next to 0 the quotient is 1 to the last digit, and at 0 it is none.
        Tensor angle = Ops.maximum(distance.multiply(Math.PI), 1e-3);
        Tensor sines = Ops.sin(angle).multiply(Ops.sin(angle.divide(radius)));
        Tensor sinc = sines.multiply(radius).divide(Ops.square(angle));
        return Ops.where(Ops.greater(distance, radius), 0, Ops.where(Ops.less(distance, 1e-3), 1, sinc));
    }

    /** 0, 1, 2, ... for so many times as many places as an axis has. */
    private static Tensor places(Tensor x, int axis, long factor) {
        long size = x.size(axis);
        String code = "torch.arange(0, " + Code.size(size, 0, axis) + " * " + factor + ", 1, dtype=6, device={device})";
        Shape shape = new Shape(size < 0 ? -1 : size * factor);
        return Primitive.constant("places", code, shape, DataType.FLOAT32, x);
    }
}
