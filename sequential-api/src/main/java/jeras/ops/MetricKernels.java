package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Comparisons and running sums in as few operations as possible: what metrics are written with. None takes part in
 * gradients; the sums change their variable in place.
 */
public final class MetricKernels {
    private MetricKernels() {}

    /** Whether the greatest of the last axis lies at the label; labels {@code (...)}, scores {@code (..., classes)}. */
    public static Tensor labelIsGreatest(Tensor labels, Tensor scores) {
        return hit("torch.eq({0}, torch.argmax({1}, -1))", labels.shape(), labels, scores);
    }

    /** Whether the greatest of the last axis lies at the same place in both, {@code (..., classes)}. */
    public static Tensor sameGreatest(Tensor x1, Tensor x2) {
        return hit(
                "torch.eq(torch.argmax({0}, -1), torch.argmax({1}, -1))",
                x2.shape().slice(0, x2.rank() - 1), x1, x2);
    }

    /** Whether {@code (score > threshold)}, as 1 and 0, is the target. */
    public static Tensor onSide(Tensor targets, Tensor scores, double threshold) {
        Shape shape = Shapes.broadcast("binary_accuracy", targets.shape(), scores.shape());
        return hit("torch.eq({0}, torch.gt({1}, " + Code.number(threshold) + "))", shape, targets, scores);
    }

    /** Whether fewer than k scores are greater than the label's; labels {@code (...)}, scores {@code (..., classes)}. */
    public static Tensor labelInTopK(Tensor labels, Tensor scores, int k) {
        // Counted as "not less or equal", so that a label whose score is NaN is not among the best.
        String own = "torch.gather({1}, -1, torch.unsqueeze(torch.to({0}, 4), -1))";
        String better = "torch.sum(torch.logical_not(torch.le({1}, " + own + ")), [-1])";
        return hit("torch.lt(" + better + ", " + k + ")", labels.shape(), labels, scores);
    }

    /** 1 for the k greatest of the last axis, of equal ones the first, and 0 for the others. */
    public static Tensor amongTopK(Tensor scores, int k) {
        String order = "torch.argsort({0}, stable=True, dim=-1, descending=True)";
        String code = "torch.scatter(torch.zeros_like({0}), -1, torch.narrow(" + order + ", -1, 0, " + k + "), 1)";
        return Primitive.constant("among_top_k", code, scores.shape(), scores.dataType(), scores);
    }

    /**
     * The sums of the weights whose scores lie above each of so many thresholds that divide the range from 0 to 1 evenly.
     *
     * @param scores {@code (n, labels)}
     * @param weights {@code (n, labels)}
     * @param lowest whether all scores lie above the lowest threshold, 0 among them
     * @return {@code (thresholds, labels)}
     */
    public static Tensor sumsAbove(Tensor scores, Tensor weights, int thresholds, boolean lowest) {
        String bucket = "torch.sub(torch.ceil(torch.mul(torch.clamp({0}, 0., 1.), " + (thresholds - 1) + ")), 1)";
        // Bucket 0 holds what lies above no threshold; NaN does not either.
        String place = "torch.add(torch.clamp_min(torch.to(torch.nan_to_num(" + bucket + ", -1.), 4), "
                + (lowest ? 0 : -1) + "), 1)";
        String sums = "torch.scatter_add(torch.zeros([" + (thresholds + 1)
                + ", torch.size({0}, 1)], dtype=6, device={device}), 0, " + place + ", {1})";
        String code = "torch.narrow(torch.flip(torch.cumsum(torch.flip(" + sums + ", [0]), 0), [0]), 0, 1, "
                + thresholds + ")";
        return Primitive.constant(
                "sums_above", code, new Shape(thresholds, scores.size(1)), DataType.FLOAT32, scores, weights);
    }

    /**
     * The sums of the weights at each pair of whole numbers below {@code classes}.
     *
     * @param rows int64 {@code (n)}
     * @param columns int64 {@code (n)}
     * @param weights {@code (n)}
     * @return {@code (classes, classes)}
     */
    public static Tensor pairSums(Tensor rows, Tensor columns, Tensor weights, int classes) {
        String place = "torch.add(torch.mul({0}, " + classes + "), {1})";
        String code = "torch.reshape(torch.index_add(torch.zeros([" + (long) classes * classes + "], dtype="
                + Code.type(weights.dataType()) + ", device={device}), 0, " + place + ", {2}), [" + classes + ", "
                + classes + "])";
        return Primitive.constant(
                "pair_sums", code, new Shape(classes, classes), weights.dataType(), rows, columns, weights);
    }

    private static Tensor hit(String code, Shape shape, Tensor x1, Tensor x2) {
        return Primitive.constant("hit", code, shape, DataType.BOOLEAN, x1, x2);
    }

    /** {@code total += factor · sum(values)}, the sum over all elements; booleans count as 1 and 0. */
    public static void addSum(Variable total, Tensor values, double factor) {
        String source = values.dataType() == DataType.BOOLEAN ? "{1}" : "torch.detach({1})";
        String alpha = factor == 1 ? "" : ", alpha=" + Code.number(factor);
        Primitive.effect(
                "add_sum",
                "torch.add_({0}, torch.sum(" + source + ", dtype=" + Code.type(total.dataType()) + ")" + alpha + ")",
                List.of(total, values));
    }

    /** {@code count += the length of the first axis}, 1 for a scalar. */
    public static void addLength(Variable count, Tensor values) {
        String length = values.rank() == 0 ? "1" : "torch.size({1}, 0)";
        Primitive.effect("add_length", "torch.add_({0}, " + length + ")", List.of(count, values));
    }

    /** {@code total += value · the length of the first axis of like}; a scalar value, which takes no part in gradients. */
    public static void addTimesLength(Variable total, Tensor value, Tensor like) {
        Primitive.effect(
                "add_times_length",
                "torch.add_({0}, torch.detach({1}), alpha=torch.size({2}, 0))",
                List.of(total, value, like));
    }
}
