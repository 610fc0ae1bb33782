package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import jeras.ShapeMismatchException;

/**
 * {@code keras.ops}: convolution and pooling, channels last.
 *
 * <p>A permuted view of channels-last data is what PyTorch calls the channels-last memory format, so permuting at each
 * operation copies nothing, and the convolution runs its fast kernels.
 */
abstract class ConvolutionOps extends ShapeOps {
    ConvolutionOps() {}

    /**
     * Convolution over 1, 2 or 3 axes.
     *
     * @param x {@code (batch, axes..., in)}
     * @param kernel {@code (axes..., in / groups, filters)}
     * @param padding {@code "valid"}, {@code "same"} (the extra element on the right), {@code "causal"} (all on the left)
     * @return {@code (batch, axes..., filters)}
     */
    public static Tensor conv(Tensor x, Tensor kernel, long[] strides, String padding, long[] dilation, int groups) {
        return conv(x, kernel, null, strides, padding, dilation, groups);
    }

    /** As {@link #conv(Tensor, Tensor, long[], String, long[], int)}, with a bias {@code (filters)}; null for none. */
    public static Tensor conv(
            Tensor x, Tensor kernel, Tensor bias, long[] strides, String padding, long[] dilation, int groups) {
        int n = strides.length;
        long[] window = new long[n];
        for (int i = 0; i < n; i++) {
            window[i] = (kernel.shape().get(i) - 1) * dilation[i] + 1;
        }
        Padding pad = Padding.of(padding, x.shape(), window, strides);
        Tensor first = channelsFirst(pad.explicit() ? pad.apply(x, 0) : x);
        int[] order = new int[n + 2];
        order[0] = n + 1;
        order[1] = n;
        for (int i = 0; i < n; i++) {
            order[i + 2] = i;
        }
        Shape shape = output(x.shape(), window, strides, pad, kernel.size(-1), "convolution");
        String code = "torch.conv" + n + "d({0}, {1}, " + (bias == null ? "None" : "{2}") + ", " + Code.ints(strides)
                + ", " + Code.ints(pad.explicit() ? new long[n] : pad.symmetric()) + ", " + Code.ints(dilation) + ", "
                + groups + ")";
        Tensor filters = transpose(kernel, order);
        Tensor y = bias == null
                ? Primitive.of("conv", code, first(shape), x.dataType(), first, filters)
                : Primitive.of("conv", code, first(shape), x.dataType(), first, filters, bias);
        return channelsLast(y);
    }

    /** The greatest of each window over 1, 2 or 3 axes; x {@code (batch, axes..., channels)}. */
    public static Tensor maxPool(Tensor x, long[] window, long[] strides, String padding) {
        int n = window.length;
        Padding pad = Padding.of(padding, x.shape(), window, strides);
        boolean explicit = pad.explicit();
        Tensor first = channelsFirst(explicit ? pad.apply(x, Double.NEGATIVE_INFINITY) : x);
        Shape shape = output(x.shape(), window, strides, pad, x.size(-1), "max pooling");
        String code = "torch.max_pool" + n + "d({0}, " + Code.ints(window) + ", " + Code.ints(strides) + ", "
                + Code.ints(explicit ? new long[n] : pad.symmetric()) + ")";
        return channelsLast(Primitive.of("max_pool", code, first(shape), x.dataType(), first));
    }

    /** The mean of each window, padding not counted; x {@code (batch, axes..., channels)}. */
    public static Tensor averagePool(Tensor x, long[] window, long[] strides, String padding) {
        int n = window.length;
        Padding pad = Padding.of(padding, x.shape(), window, strides);
        Shape shape = output(x.shape(), window, strides, pad, x.size(-1), "average pooling");
        if (!pad.explicit()) {
            return channelsLast(average(channelsFirst(x), window, strides, pad.symmetric(), first(shape), n));
        }
        // Uneven padding: divide by the share of each window that lies on the input.
        long[] none = new long[n];
        Tensor sum = average(channelsFirst(pad.apply(x, 0)), window, strides, none, first(shape), n);
        Tensor share = average(channelsFirst(pad.apply(onesLike(x), 0)), window, strides, none, first(shape), n);
        return channelsLast(sum.divide(share));
    }

    private static Tensor average(Tensor x, long[] window, long[] strides, long[] padding, Shape shape, int n) {
        String code = "torch.avg_pool" + n + "d({0}, " + Code.ints(window) + ", " + Code.ints(strides) + ", "
                + Code.ints(padding) + ", False, False)";
        return Primitive.of("average_pool", code, shape, x.dataType(), x);
    }

    /** {@code (batch, axes..., channels)} as {@code (batch, channels, axes...)}, a view. */
    public static Tensor channelsFirst(Tensor x) {
        int rank = x.rank();
        return transpose(
                x,
                IntStream.range(0, rank)
                        .map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1)
                        .toArray());
    }

    /** {@code (batch, channels, axes...)} as {@code (batch, axes..., channels)}, a view. */
    public static Tensor channelsLast(Tensor x) {
        int rank = x.rank();
        return transpose(
                x,
                IntStream.range(0, rank)
                        .map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1)
                        .toArray());
    }

    private static Shape first(Shape last) {
        long[] dims = last.getShape();
        long[] out = new long[dims.length];
        out[0] = dims[0];
        out[1] = dims[dims.length - 1];
        System.arraycopy(dims, 1, out, 2, dims.length - 2);
        return new Shape(out);
    }

    private static Shape output(Shape x, long[] window, long[] strides, Padding pad, long channels, String what) {
        long[] out = x.getShape().clone();
        out[out.length - 1] = channels;
        for (int i = 0; i < window.length; i++) {
            long size = x.get(i + 1);
            if (size < 0) {
                continue;
            }
            long padded = size + pad.total(i, size);
            if (padded < window[i]) {
                throw new ShapeMismatchException(ShapeMismatchException.message(
                        "The window of a " + what + " is larger than its input.",
                        "at least " + Arrays.toString(window) + " elements",
                        Shapes.text(x),
                        "use padding(\"same\"), a smaller window or a larger input"));
            }
            out[i + 1] = (padded - window[i]) / strides[i] + 1;
        }
        return new Shape(out);
    }
}
