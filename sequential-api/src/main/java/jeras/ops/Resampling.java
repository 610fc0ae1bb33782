package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Linear resampling along one axis as a product with a matrix of weights {@code (in, out)}, made while the program runs. Numbers
 * are those of Keras on TensorFlow.
 */
final class Resampling {
    /** TensorFlow reads the cubic's weights from a table with so many steps between two pixels. */
    private static final int CUBIC_STEPS = 1024;

    private static final double SMALLEST_SUM = 1000 * Math.ulp(1f);

    private Resampling() {}

    /** Keras's method as the weight of a pixel at some distance from the place that is read. */
    static UnaryOperator<Tensor> kernel(String method) {
        return switch (method) {
            case "linear", "bilinear", "trilinear" -> d -> Ops.maximum(Ops.subtract(1, d), 0);
            case "cubic", "bicubic", "tricubic" -> Resampling::cubic;
            case "lanczos3" -> d -> lanczos(d, 3);
            case "lanczos5" -> d -> lanczos(d, 5);
            default -> throw new IllegalArgumentException(method);
        };
    }

    /** Keys' cubic with a = -1/2. */
    private static Tensor cubic(Tensor d) {
        Tensor near = d.multiply(1.5).subtract(2.5).multiply(d).multiply(d).add(1);
        Tensor far =
                d.multiply(-0.5).add(2.5).multiply(d).subtract(4).multiply(d).add(2);
        return Ops.where(Ops.greaterEqual(d, 2), 0, Ops.where(Ops.greaterEqual(d, 1), far, near));
    }

    private static Tensor lanczos(Tensor d, int radius) {
        Tensor sines = Ops.sin(d.multiply(Math.PI))
                .multiply(Ops.sin(d.multiply(Math.PI / radius)))
                .multiply(radius);
        Tensor apart = Ops.greater(d, 1e-3);
        Tensor safe = Ops.where(apart, d, 1);
        Tensor weight = Ops.where(apart, sines.divide(Ops.square(safe).multiply(Math.PI * Math.PI)), 1);
        return Ops.where(Ops.greater(d, radius), 0, weight);
    }

    /**
     * The weights for an output of which pixel {@code i} stands for the input's place {@code (i + 0.5 - translation) / scale -
     * 0.5}; zeros where that is not on the input.
     *
     * @param scale a scalar, how many times larger the output is
     * @param translation a scalar, in pixels of the output
     * @return {@code (in, out)}
     */
    static Tensor weights(
            Tensor x,
            int axis,
            long out,
            Tensor scale,
            Tensor translation,
            UnaryOperator<Tensor> kernel,
            boolean smooth) {
        Tensor inverse = Ops.reciprocal(scale);
        Tensor sample = Ops.arange(0, out, DataType.FLOAT32)
                .add(0.5)
                .multiply(inverse)
                .subtract(translation.multiply(inverse))
                .subtract(0.5);
        Tensor width = smooth ? Ops.maximum(inverse, 1) : Ops.onesLike(inverse);
        return read(x, axis, sample, kernel, width);
    }

    private static Tensor read(Tensor x, int axis, Tensor sample, UnaryOperator<Tensor> kernel, Tensor width) {
        Tensor places = Ops.expandDims(ImageBatch.places(x, axis), 1); // (in, 1)
        Tensor weights = kernel.apply(Ops.abs(sample.subtract(places)).divide(width)); // (in, out)
        Tensor sum = Ops.sum(weights, true, 0);
        Tensor counts = Ops.greater(Ops.abs(sum), SMALLEST_SUM);
        Tensor shares = weights.divide(Ops.where(counts, sum, 1));
        Tensor last = Ops.length(x, axis).subtract(0.5);
        Tensor inside = Ops.logicalAnd(Ops.greaterEqual(sample, -0.5), Ops.lessEqual(sample, last));
        return Ops.where(Ops.logicalAnd(counts, inside), shares, 0);
    }

    /** The cubic without smoothing, whose distances TensorFlow rounds. */
    private static Tensor tabled(Tensor x, int axis, long out) {
        Tensor sample = Ops.arange(0, out, DataType.FLOAT32)
                .add(0.5)
                .multiply(Ops.length(x, axis).divide((double) out))
                .subtract(0.5);
        Tensor whole = Ops.floor(sample);
        Tensor step = Ops.round(sample.subtract(whole).multiply(CUBIC_STEPS)).divide(CUBIC_STEPS);
        Tensor one = Ops.full(new Shape(), 1, DataType.FLOAT32);
        return read(x, axis, whole.add(step), Resampling::cubic, one);
    }

    /** The share of each input pixel that lies under an output pixel. */
    private static Tensor areas(Tensor x, int axis, long out) {
        Tensor scale = Ops.length(x, axis).divide((double) out);
        Tensor begin = Ops.arange(0, out, DataType.FLOAT32).multiply(scale);
        Tensor end = Ops.arange(1, out + 1, DataType.FLOAT32).multiply(scale);
        Tensor places = Ops.expandDims(ImageBatch.places(x, axis), 1);
        Tensor overlap = Ops.minimum(end, places.add(1)).subtract(Ops.maximum(begin, places));
        return Ops.maximum(overlap, 0).divide(scale);
    }

    /** The product along an axis with weights {@code (in, out)}. */
    static Tensor along(Tensor x, int axis, Tensor weights) {
        if (axis == x.rank() - 1) {
            return Ops.matmul(x, weights);
        }
        int[] order = new int[x.rank()];
        Arrays.setAll(order, i -> i == axis ? x.rank() - 1 : i == x.rank() - 1 ? axis : i);
        return Ops.transpose(Ops.matmul(Ops.transpose(x, order), weights), order);
    }

    /** Images {@code (batch, height, width, channels)}, float32, in another size. */
    static Tensor resized(Tensor images, int height, int width, String method, boolean smooth) {
        if (images.size(1) == height && images.size(2) == width) {
            return images;
        }
        if (method.equals("nearest")) {
            return direct("torch._upsample_nearest_exact2d({0}, [%d, %d])", images, height, width);
        }
        if (method.equals("bilinear") && !smooth) {
            return direct("torch.upsample_bilinear2d({0}, [%d, %d], False)", images, height, width);
        }
        Tensor first = Ops.channelsFirst(images);
        Tensor rows = along(first, 2, matrix(first, 2, height, method, smooth));
        return Ops.channelsLast(along(rows, 3, matrix(first, 3, width, method, smooth)));
    }

    private static Tensor direct(String code, Tensor images, int height, int width) {
        Tensor first = Ops.channelsFirst(images);
        Shape shape = new Shape(first.size(0), first.size(1), height, width);
        return Ops.channelsLast(
                Primitive.of("resize", String.format(code, height, width), shape, images.dataType(), first));
    }

    private static Tensor matrix(Tensor x, int axis, long out, String method, boolean smooth) {
        if (method.equals("area")) {
            return areas(x, axis, out);
        }
        if (method.equals("bicubic") && !smooth) {
            return tabled(x, axis, out);
        }
        Tensor scale = Ops.divide((double) out, Ops.length(x, axis));
        return weights(x, axis, out, scale, Ops.zerosLike(scale), kernel(method), smooth);
    }
}
