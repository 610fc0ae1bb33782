package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jeras.ShapeMismatchException;

/**
 * {@code keras.ops}: convolution and pooling, channels last.
 *
 * <p>A permuted view of channels-last data is what PyTorch calls the channels-last memory format, so permuting at each
 * operation copies nothing, and the convolution runs its fast kernels.
 */
abstract class ConvolutionOps extends ShapeOps {
    /**
     * Below as many channels, oneDNN's gradient of a kernel of one place with strides writes past its memory, which ends the
     * JVM (oneDNN issue 6035, in PyTorch 2.7): its block of channels is 8 with AVX2 and 16 with AVX-512.
     */
    private static final int NARROW = 16;

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
        int[] order = filtersFirst(strides.length);
        if (bias != null) {
            return Recording.active()
                    ? convolve(x, transpose(kernel, order), bias, strides, padding, dilation, groups)
                    : conv(x, kernel, null, strides, padding, dilation, groups).add(bias);
        }
        return convolution("nn.Conv", strides, padding, dilation, x, kernel)
                .one(() -> convolve(x, transpose(kernel, order), null, strides, padding, dilation, groups));
    }

    /**
     * Convolution of each channel on its own, over 1, 2 or 3 axes.
     *
     * @param x {@code (batch, axes..., in)}
     * @param kernel {@code (axes..., in, multiplier)}
     * @param bias {@code (in · multiplier)}; null for none
     * @param padding {@code "valid"} or {@code "same"} (the extra element on the right)
     * @return {@code (batch, axes..., in · multiplier)}, the results of one channel side by side
     */
    public static Tensor depthwiseConv(
            Tensor x, Tensor kernel, Tensor bias, long[] strides, String padding, long[] dilation) {
        int n = strides.length;
        int[] order = filtersFirst(n);
        order[0] = n;
        order[1] = n + 1;
        int in = Math.toIntExact(kernel.size(-2));
        Shape filters = new Shape(in * kernel.size(-1), 1).addAll(kernel.shape().slice(0, n));
        if (bias != null) {
            return Recording.active()
                    ? convolve(x, reshape(transpose(kernel, order), filters), bias, strides, padding, dilation, in)
                    : depthwiseConv(x, kernel, null, strides, padding, dilation).add(bias);
        }
        return convolution("nn.DepthwiseConv", strides, padding, dilation, x, kernel)
                .one(() ->
                        convolve(x, reshape(transpose(kernel, order), filters), null, strides, padding, dilation, in));
    }

    /** Keras's node of a convolution; it has none with a bias, which is added by a node of its own. */
    private static Operation.Builder convolution(
            String keras, long[] strides, String padding, long[] dilation, Tensor... inputs) {
        // Of a list Keras's backend TensorFlow makes no strides for channels on their own.
        boolean one = Arrays.stream(strides).distinct().count() == 1;
        return Operation.of(keras, (Object[]) inputs)
                .with("strides", one ? (Object) strides[0] : strides.clone())
                .with("padding", padding)
                .with("data_format", "channels_last")
                .with("dilation_rate", dilation.clone());
    }

    private static Operation.Builder pooling(String keras, Tensor x, long[] window, long[] strides, String padding) {
        return Operation.of(keras, x)
                .with("pool_size", window.clone())
                .with("strides", strides.clone())
                .with("padding", padding)
                .with("data_format", "channels_last");
    }

    /**
     * Convolution of each channel on its own, and then of all channels at each place.
     *
     * @param x {@code (batch, axes..., in)}
     * @param depthwise {@code (axes..., in, multiplier)}
     * @param pointwise {@code (1..., in · multiplier, filters)}
     * @param bias {@code (filters)}; null for none
     * @param padding {@code "valid"} or {@code "same"} (the extra element on the right)
     * @return {@code (batch, axes..., filters)}
     */
    public static Tensor separableConv(
            Tensor x,
            Tensor depthwise,
            Tensor pointwise,
            Tensor bias,
            long[] strides,
            String padding,
            long[] dilation) {
        long[] ones = ones(strides.length);
        Supplier<Tensor> steps = () -> conv(
                depthwiseConv(x, depthwise, null, strides, padding, dilation), pointwise, bias, ones, "valid", ones, 1);
        return bias != null
                ? steps.get()
                : convolution("nn.SeparableConv", strides, padding, dilation, x, depthwise, pointwise)
                        .one(steps);
    }

    /** {@code (axes..., in, filters)} as {@code (filters, in, axes...)}. */
    private static int[] filtersFirst(int axes) {
        return IntStream.range(0, axes + 2)
                .map(i -> i == 0 ? axes + 1 : i == 1 ? axes : i - 2)
                .toArray();
    }

    /** As {@link #conv(Tensor, Tensor, Tensor, long[], String, long[], int)}, filters {@code (filters, in, axes...)}. */
    private static Tensor convolve(
            Tensor x, Tensor filters, Tensor bias, long[] strides, String padding, long[] dilation, int groups) {
        int n = strides.length;
        long[] window = window(filters.shape().slice(2), dilation);
        if (skipsPlaces(window, strides) && x.size(-1) < NARROW) {
            return convolve(every(strides, x), filters, bias, ones(n), padding, dilation, groups);
        }
        Padding pad = Padding.of(padding, x.shape(), window, strides);
        Tensor first = channelsFirst(pad.explicit() ? pad.apply(x, 0) : x);
        Shape shape = output(x.shape(), window, strides, pad, filters.size(0), "convolution");
        String code = "torch.conv" + n + "d({0}, {1}, " + (bias == null ? "None" : "{2}") + ", " + Code.ints(strides)
                + ", " + Code.ints(pad.explicit() ? new long[n] : pad.symmetric()) + ", " + Code.ints(dilation) + ", "
                + groups + ")";
        return channelsLast(withBias("conv", code, first(shape), first, filters, bias));
    }

    /**
     * Transposed convolution over 1, 2 or 3 axes: what takes a convolution's gradient back to its input.
     *
     * @param x {@code (batch, axes..., in)}
     * @param kernel {@code (axes..., filters, in)}
     * @param bias {@code (filters)}; null for none
     * @param padding {@code "valid"} or {@code "same"}
     * @param outputPadding elements added to the length that follows from the others, for each axis; null for as many as
     *     make the length {@code size · stride} with {@code same}, and with {@code valid} as the window needs
     * @return {@code (batch, axes..., filters)}
     */
    public static Tensor convTranspose(
            Tensor x,
            Tensor kernel,
            Tensor bias,
            long[] strides,
            String padding,
            long[] outputPadding,
            long[] dilation) {
        if (bias != null) {
            return Recording.active()
                    ? transposed(x, kernel, bias, strides, padding, outputPadding, dilation)
                    : convTranspose(x, kernel, null, strides, padding, outputPadding, dilation)
                            .add(bias);
        }
        return convolution("nn.ConvTranspose", strides, padding, dilation, x, kernel)
                .with("output_padding", outputPadding)
                .one(() -> transposed(x, kernel, null, strides, padding, outputPadding, dilation));
    }

    private static Tensor transposed(
            Tensor x,
            Tensor kernel,
            Tensor bias,
            long[] strides,
            String padding,
            long[] outputPadding,
            long[] dilation) {
        int n = strides.length;
        long[] window = window(kernel.shape().slice(0, n), dilation);
        Transposition full = Transposition.of(padding, window, strides, outputPadding, dilation);
        if (skipsPlaces(window, strides) && kernel.size(-2) < NARROW) {
            return transposed(x, widened(kernel, n), bias, strides, full.widened(), ones(n));
        }
        return transposed(x, kernel, bias, strides, full, dilation);
    }

    private static Tensor transposed(
            Tensor x, Tensor kernel, Tensor bias, long[] strides, Transposition full, long[] dilation) {
        int n = strides.length;
        Shape shape = first(full.output(x.shape(), kernel.size(-2)));
        int[] order = filtersFirst(n);
        Tensor filters = transpose(kernel, order); // (in, filters, axes...)
        // What is added to the kernel's result must get the bias too.
        Tensor inside = full.grows() ? null : bias;
        String code = "torch.conv_transpose" + n + "d({0}, {1}, " + (inside == null ? "None" : "{2}") + ", "
                + Code.ints(strides) + ", " + Code.ints(full.padding()) + ", " + Code.ints(full.outputPadding())
                + ", 1, " + Code.ints(dilation) + ")";
        Tensor y = withBias(
                "conv_transpose", code, full.cuts() ? full.uncut(shape) : shape, channelsFirst(x), filters, inside);
        Tensor last = channelsLast(full.cuts() ? full.cut(y, shape) : y);
        return inside == bias ? last : last.add(bias);
    }

    /** A kernel with a zero more at the end of each axis, which is none of one place any more. */
    private static Tensor widened(Tensor kernel, int axes) {
        long[][] widths = new long[kernel.rank()][];
        Arrays.setAll(widths, i -> new long[] {0, i < axes ? 1 : 0});
        return ShapeOps.pad(kernel, widths, 0);
    }

    private static boolean skipsPlaces(long[] window, long[] strides) {
        return Arrays.stream(window).allMatch(length -> length == 1)
                && Arrays.stream(strides).anyMatch(stride -> stride > 1);
    }

    /** The places that a kernel of one place visits: what lies between them takes no part, and no padding is needed. */
    private static Tensor every(long[] strides, Tensor x) {
        return ShapeOps.getItem(
                x, Arrays.stream(strides).mapToObj(s -> ", ::" + s).collect(Collectors.joining("", ":", "")));
    }

    private static long[] ones(int n) {
        long[] ones = new long[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The places that a kernel spans with its gaps. */
    private static long[] window(Shape kernel, long[] dilation) {
        long[] window = new long[dilation.length];
        Arrays.setAll(window, i -> (kernel.get(i) - 1) * dilation[i] + 1);
        return window;
    }

    private static Tensor withBias(String name, String code, Shape shape, Tensor x, Tensor filters, Tensor bias) {
        return bias == null
                ? Primitive.of(name, code, shape, x.dataType(), x, filters)
                : Primitive.of(name, code, shape, x.dataType(), x, filters, bias);
    }

    /** The greatest of each window over 1, 2 or 3 axes; x {@code (batch, axes..., channels)}. */
    public static Tensor maxPool(Tensor x, long[] window, long[] strides, String padding) {
        return pooling("nn.MaxPool", x, window, strides, padding).one(() -> pooled(x, window, strides, padding));
    }

    private static Tensor pooled(Tensor x, long[] window, long[] strides, String padding) {
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
        return pooling("nn.AveragePool", x, window, strides, padding).one(() -> averaged(x, window, strides, padding));
    }

    private static Tensor averaged(Tensor x, long[] window, long[] strides, String padding) {
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
        // On the CPU the kernel for volumes knows no 16 bits.
        boolean narrow = n == 3 && x.dataType().isFloating() && x.dataType().getNumOfBytes() == 2;
        Tensor wide = narrow ? cast(x, DataType.FLOAT32) : x;
        return cast(Primitive.of("average_pool", code, shape, wide.dataType(), wide), x.dataType());
    }

    /**
     * The means of so many windows of about equal length that they cover each axis.
     *
     * @param x {@code (batch, axes..., channels)}
     * @param size the number of windows along each axis
     * @return {@code (batch, size..., channels)}
     */
    public static Tensor adaptiveAveragePool(Tensor x, long... size) {
        String code = "torch.adaptive_avg_pool" + size.length + "d({0}, " + Code.ints(size) + ")";
        Shape shape = adaptive(x, size);
        return Operation.of("nn.AdaptiveAveragePool", x)
                .with("output_size", size.clone())
                .with("data_format", "channels_last")
                .one(() -> channelsLast(
                        Primitive.of("adaptive_average_pool", code, shape, x.dataType(), channelsFirst(x))));
    }

    /** As {@link #adaptiveAveragePool}, the greatest of each window. */
    public static Tensor adaptiveMaxPool(Tensor x, long... size) {
        String code = "torch.adaptive_max_pool" + size.length + "d({0}, " + Code.ints(size) + ")";
        Shape shape = adaptive(x, size);
        List<Result.Spec> specs = List.of(new Result.Spec(shape, x.dataType()), new Result.Spec(shape, DataType.INT64));
        return Operation.of("nn.AdaptiveMaxPool", x)
                .with("output_size", size.clone())
                .with("data_format", "channels_last")
                .one(() -> channelsLast(Primitive.several("adaptive_max_pool", code, List.of(channelsFirst(x)), specs)
                        .get(0)));
    }

    private static Shape adaptive(Tensor x, long... size) {
        return new Shape(x.size(0), x.size(-1)).addAll(new Shape(size));
    }

    /**
     * Elements repeated, or values between them, so that axes grow by whole factors.
     *
     * @param x {@code (batch, axes..., channels)}; with an interpolation other than {@code nearest} and {@code area}, two axes
     * @param factors how many elements each becomes, axis by axis
     * @param interpolation {@code "nearest"}, {@code "area"} (the same for whole factors), {@code "bilinear"},
     *     {@code "bicubic"}, {@code "lanczos3"} or {@code "lanczos5"}
     */
    public static Tensor upsample(Tensor x, long[] factors, String interpolation) {
        return Upsampling.apply(x, factors, interpolation);
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
