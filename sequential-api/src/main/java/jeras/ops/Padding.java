package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Keras's padding of windows over the axes between batch and channels. */
final class Padding {
    private final String kind;
    private final Shape input;
    private final long[] window;
    private final long[] strides;

    private Padding(String kind, Shape input, long[] window, long[] strides) {
        this.kind = kind;
        this.input = input;
        this.window = window;
        this.strides = strides;
    }

    static Padding of(String kind, Shape input, long[] window, long[] strides) {
        return new Padding(kind, input, window, strides);
    }

    /** How many elements axis i gets on both sides together, given its length. */
    long total(int i, long size) {
        return switch (kind) {
            case "same" -> Math.max(((size + strides[i] - 1) / strides[i] - 1) * strides[i] + window[i] - size, 0);
            case "causal" -> window[i] - 1;
            default -> 0;
        };
    }

    /** True when it cannot be left to the kernel, which pads both sides alike. */
    boolean explicit() {
        for (int i = 0; i < window.length; i++) {
            if (kind.equals("causal") && window[i] > 1) {
                return true;
            }
            if (kind.equals("same") && (unknown(i) || total(i, input.get(i + 1)) % 2 == 1)) {
                return true;
            }
        }
        return false;
    }

    /** True when the padding depends on a length that only the running program knows. */
    private boolean unknown(int i) {
        return input.get(i + 1) < 0 && strides[i] > 1;
    }

    long[] symmetric() {
        long[] out = new long[window.length];
        Arrays.setAll(out, i -> total(i, Math.max(input.get(i + 1), strides[i])) / 2);
        return out;
    }

    /** The input with the padding written around it. */
    Tensor apply(Tensor x, double value) {
        long[] dims = x.shape().getShape().clone();
        StringBuilder pads = new StringBuilder("0, 0");
        for (int i = window.length - 1; i >= 0; i--) {
            long size = input.get(i + 1);
            if (kind.equals("causal")) {
                pads.append(", ").append(window[i] - 1).append(", 0");
            } else if (kind.equals("same") && unknown(i)) {
                String n = "torch.size({0}, " + (i + 1) + ")";
                String total = "ops.prim.max(((" + n + " + " + (strides[i] - 1) + ") // " + strides[i] + " - 1) * "
                        + strides[i] + " + " + window[i] + " - " + n + ", 0)";
                pads.append(", (").append(total).append(") // 2, ");
                pads.append("(").append(total).append(" + 1) // 2");
            } else {
                long total = total(i, size < 0 ? strides[i] : size);
                pads.append(", ").append(total / 2).append(", ").append(total - total / 2);
            }
            dims[i + 1] = size < 0 ? -1 : size + total(i, size);
        }
        String code = "torch.constant_pad_nd({0}, [" + pads + "], " + Code.number(value, x.dataType()) + ")";
        return Primitive.of("pad", code, new Shape(dims), x.dataType(), x);
    }
}
