package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** {@code keras.ops}: sums of products by equation, attention, and normalization by groups. */
abstract class AttentionOps extends LinalgOps {
    /** Far below every score, but so that adding a score, or scaling by a kernel, cannot overflow. */
    private static final double MASKED = -1e38;

    private static final double MASKED_IN_HALF_PRECISION = -3e4;

    AttentionOps() {}

    /**
     * Einstein's summation: {@code einsum("btd,dnh->btnh", x, kernel)}. Axes whose letter the result lacks are summed over.
     *
     * @param equation a letter for each axis of each operand, {@code ...} for any number of axes, the result after the arrow
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.of(equation, List.of(operands));
    }

    /**
     * {@code softmax(scale · query · keyᵀ) · value} for each head, in one kernel. A query whose keys are all masked attends to all
     * of them alike, and sends no gradient to its scores, as in Keras.
     *
     * @param query {@code (batch, queries, heads, size)}
     * @param key {@code (batch, keys, heads, size)}
     * @param value {@code (batch, keys, heads, valueSize)}
     * @param mask boolean, true = attend, broadcast to {@code (batch, heads, queries, keys)}; null for none
     * @param causal whether a query attends only to keys that do not come after it; without a mask
     * @return {@code (batch, queries, heads, valueSize)}
     */
    public static Tensor dotProductAttention(
            Tensor query, Tensor key, Tensor value, Tensor mask, double scale, boolean causal) {
        return Operation.of("nn.DotProductAttention", query, key, value, null, mask, scale)
                .with("is_causal", causal)
                .one(() -> attended(query, key, value, mask, scale, causal));
    }

    private static Tensor attended(Tensor query, Tensor key, Tensor value, Tensor mask, double scale, boolean causal) {
        Tensor q = transpose(query, 0, 2, 1, 3); // (batch, heads, queries, size)
        Tensor k = transpose(key, 0, 2, 1, 3);
        Tensor v = transpose(value, 0, 2, 1, 3);
        Shape shape = new Shape(q.size(0), q.size(1), q.size(2), v.size(3));
        String code = "torch.scaled_dot_product_attention({0}, {1}, {2}, %s, 0., " + Code.bool(causal) + ", scale="
                + Code.number(scale) + ")";
        Tensor y;
        if (mask == null) {
            y = Primitive.of("attention", String.format(code, "None"), shape, q.dataType(), q, k, v);
        } else {
            // The kernel adds the mask, where the formula replaces scores. Where nothing is left, queries of 0 without
            // a mask
            // make all weights equal and let no gradient reach the scores; so low a mask in all places would lose their
            // sum.
            Tensor some = greater(max(cast(mask, DataType.INT32), true, -1), 0);
            Tensor keep = logicalOr(mask, logicalNot(some));
            Tensor bias = where(keep, 0, fullLike(keep, keep.shape(), masked(q.dataType()), q.dataType()));
            y = Primitive.of(
                    "attention", String.format(code, "{3}"), shape, q.dataType(), where(some, q, 0), k, v, bias);
        }
        return transpose(y, 0, 2, 1, 3);
    }

    private static double masked(DataType type) {
        return type == DataType.FLOAT16 ? MASKED_IN_HALF_PRECISION : MASKED;
    }

    /**
     * How many places each step of one axis comes after each step of another: {@code result[i][j] = i - j}.
     *
     * @return int64, {@code (length of x's axis, length of y's axis)}
     */
    public static Tensor stepsBetween(Tensor x, int xAxis, Tensor y, int yAxis) {
        int a = Shapes.axis(xAxis, x.rank());
        int b = Shapes.axis(yAxis, y.rank());
        Shape shape = new Shape(x.shape().get(a), y.shape().get(b));
        String code = "torch.sub(torch.unsqueeze(torch.arange(0, " + Code.size(shape.get(0), 0, a)
                + ", 1, dtype=4, device={device}), 1), torch.arange(0, " + Code.size(shape.get(1), 1, b)
                + ", 1, dtype=4, device={device}))";
        return Primitive.constant("steps_between", code, shape, DataType.INT64, x, y);
    }

    /**
     * Normalizes over groups of channels and all axes after them, for each sample.
     *
     * @param x {@code (batch, channels, ...)}
     * @param gamma {@code (channels)}
     * @param beta {@code (channels)}
     */
    public static Tensor groupNorm(Tensor x, int groups, Tensor gamma, Tensor beta, double epsilon) {
        String code = "torch.group_norm({0}, " + groups + ", {1}, {2}, " + Code.number(epsilon) + ")";
        return Primitive.of("group_norm", code, x.shape(), x.dataType(), x, gamma, beta);
    }

    /**
     * Gives a weight new values at this place of the program, before what follows reads it; gradients see the new values as the
     * weight's own. Unlike {@link Variable#assign}, it leaves the weight to the optimizer's update at the program's end.
     */
    public static void overwrite(Variable weight, Tensor value) {
        Primitive.effect("overwrite", "torch.copy_(torch.detach({0}), {1})", List.of(weight, stopGradient(value)));
    }
}
