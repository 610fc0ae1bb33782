package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** Cuts images or volumes into patches. */
final class Patches {
    private Patches() {}

    static Tensor of(Tensor images, long[] size, PatchOptions options) {
        int axes = size.length;
        if (images.rank() != axes + 1 && images.rank() != axes + 2) {
            throw new ShapeMismatchException(JerasException.message(
                    "extractPatches takes " + (axes == 2 ? "images." : "volumes."),
                    axes + 1 + " axes, " + (axes + 2) + " with the batch",
                    Shapes.text(images.shape()),
                    "reshape it, or give a size for each axis"));
        }
        boolean first = options.dataFormat.equals(ImageBatch.CHANNELS_FIRST);
        boolean single = images.rank() == axes + 1;
        Tensor batch = single ? Ops.expandDims(images, 0) : images;
        Tensor x = first ? Ops.channelsLast(batch) : batch;
        Tensor patches = tiles(x, size, options) ? tiled(x, size) : convolved(x, size, options);
        Tensor ordered = first ? Ops.channelsFirst(patches) : patches;
        return single ? Ops.squeeze(ordered, 0) : ordered;
    }

    /** True when the patches lie side by side and cover all, as for a vision transformer. */
    private static boolean tiles(Tensor x, long[] size, PatchOptions options) {
        return IntStream.range(0, size.length)
                        .allMatch(i -> options.strides[i] == size[i]
                                && options.dilationRate[i] == 1
                                && x.size(i + 1) > 0
                                && x.size(i + 1) % size[i] == 0)
                && x.size(-1) > 0;
    }

    private static Tensor tiled(Tensor x, long[] size) {
        int n = size.length;
        long[] split = new long[2 * n + 2];
        long[] joined = new long[n + 2];
        int[] order = new int[2 * n + 2];
        split[0] = x.size(0);
        joined[0] = x.size(0);
        for (int i = 0; i < n; i++) {
            split[2 * i + 1] = x.size(i + 1) / size[i];
            split[2 * i + 2] = size[i];
            joined[i + 1] = x.size(i + 1) / size[i];
            order[i + 1] = 2 * i + 1;
            order[n + i + 1] = 2 * i + 2;
        }
        split[2 * n + 1] = x.size(-1);
        order[2 * n + 1] = 2 * n + 1;
        joined[n + 1] = LongStream.of(size).reduce(x.size(-1), (a, b) -> a * b);
        return Ops.reshape(Ops.transpose(Ops.reshape(x, split), order), joined);
    }

    /** By a convolution with a filter for each place of a patch, as in Keras. */
    private static Tensor convolved(Tensor x, long[] size, PatchOptions options) {
        int n = size.length;
        long channels = x.size(-1);
        long all = LongStream.of(size).reduce(channels, (a, b) -> a * b);
        long[] dims = new long[n + 2];
        System.arraycopy(size, 0, dims, 0, n);
        dims[n] = channels;
        dims[n + 1] = all;
        Tensor floats = Ops.floating(x);
        Tensor kernel = Ops.reshape(Ops.eye(all, all, floats.dataType()), new Shape(dims));
        return Ops.cast(
                Ops.conv(floats, kernel, options.strides, options.padding, options.dilationRate, 1), x.dataType());
    }
}
