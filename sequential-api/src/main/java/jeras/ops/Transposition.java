package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import jeras.ShapeMismatchException;

/**
 * How Keras's padding takes a part of a transposed convolution's full result, which is {@code (size - 1) · stride + window}
 * long.
 *
 * <p>PyTorch's kernels cut both ends alike and add to the right end alone. What cannot be said that way is cut afterwards.
 */
final class Transposition {
    private final long[] window;
    private final long[] strides;
    /** How much of the full result goes at each end; below 0, so many elements are added. */
    private final long[] left;

    private final long[] right;
    private final long[] dilation;

    private Transposition(long[] window, long[] strides, long[] dilation) {
        this.window = window;
        this.strides = strides;
        this.dilation = dilation;
        left = new long[window.length];
        right = new long[window.length];
    }

    /**
     * @param window the lengths of the kernel with its gaps
     * @param outputPadding null for none given
     */
    static Transposition of(String padding, long[] window, long[] strides, long[] outputPadding, long[] dilation) {
        Transposition t = new Transposition(window, strides, dilation);
        for (int i = 0; i < window.length; i++) {
            if (padding.equals("same")) {
                long total =
                        outputPadding == null ? window[i] - strides[i] : window[i] - window[i] % 2 - outputPadding[i];
                t.left[i] = Math.max(Math.floorDiv(total, 2), 0);
                t.right[i] = total - t.left[i];
            } else {
                t.right[i] = outputPadding == null ? -Math.max(strides[i] - window[i], 0) : -outputPadding[i];
            }
        }
        return t;
    }

    /** The same result for a window that is one longer at the right end of each axis, without gaps, where it holds zeros. */
    Transposition widened() {
        long[] wider = each(i -> window[i] + 1);
        Transposition t = new Transposition(wider, strides, each(i -> 1));
        Arrays.setAll(t.left, i -> left[i]);
        Arrays.setAll(t.right, i -> right[i] + 1);
        return t;
    }

    /** {@code (batch, axes..., filters)} for an input {@code (batch, axes..., in)}. */
    Shape output(Shape input, long filters) {
        long[] dims = input.getShape().clone();
        for (int i = 0; i < window.length; i++) {
            if (dims[i + 1] >= 0) {
                dims[i + 1] = (dims[i + 1] - 1) * strides[i] + window[i] - left[i] - right[i];
                if (dims[i + 1] < 1) {
                    throw new ShapeMismatchException(ShapeMismatchException.message(
                            "A transposed convolution leaves nothing of its input.",
                            "a window, strides and output padding that give at least 1 element an axis",
                            Shapes.text(input),
                            "use a greater window or output padding, or a larger input"));
                }
            }
        }
        dims[dims.length - 1] = filters;
        return new Shape(dims);
    }

    /** What the kernel cuts off both ends. */
    long[] padding() {
        return each(i -> whole(i) ? left[i] : Math.max(Math.min(left[i], right[i]), 0));
    }

    /** What the kernel adds to the right end. */
    long[] outputPadding() {
        return each(i -> whole(i) ? left[i] - right[i] : 0);
    }

    /** True when the kernel can do all of it along an axis; it adds less than a stride or a gap. */
    private boolean whole(int i) {
        return right[i] <= left[i] && left[i] - right[i] < Math.max(strides[i], dilation[i]);
    }

    /** True when there is something left to do after the kernel. */
    boolean cuts() {
        for (int i = 0; i < window.length; i++) {
            if (!whole(i) && left[i] != right[i]) {
                return true;
            }
        }
        return false;
    }

    /** True when elements must be added after the kernel. */
    boolean grows() {
        for (int i = 0; i < window.length; i++) {
            if (!whole(i) && right[i] < 0) {
                return true;
            }
        }
        return false;
    }

    /** The shape {@code (batch, filters, axes...)} that the kernel leaves, from that which is wanted. */
    Shape uncut(Shape wanted) {
        long[] dims = wanted.getShape().clone();
        for (int i = 0; i < window.length; i++) {
            dims[i + 2] = dims[i + 2] < 0 ? -1 : dims[i + 2] + restLeft(i) + restRight(i);
        }
        return new Shape(dims);
    }

    /** Does the rest, on {@code (batch, filters, axes...)}. */
    Tensor cut(Tensor y, Shape wanted) {
        long[] ends = new long[2 * window.length];
        for (int i = 0; i < window.length; i++) {
            int last = 2 * (window.length - 1 - i); // from the last axis to the first
            ends[last] = -restLeft(i);
            ends[last + 1] = -restRight(i);
        }
        return Primitive.of("cut", "torch.constant_pad_nd({0}, " + Code.ints(ends) + ", 0.)", wanted, y.dataType(), y);
    }

    private long restLeft(int i) {
        return whole(i) ? 0 : left[i] - padding()[i];
    }

    private long restRight(int i) {
        return whole(i) ? 0 : right[i] - padding()[i];
    }

    private long[] each(IntToLongFunction f) {
        long[] out = new long[window.length];
        Arrays.setAll(out, f);
        return out;
    }
}
