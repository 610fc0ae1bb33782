package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** The best path of connectionist temporal classification, step by step. */
final class GreedyCtc {
    private GreedyCtc() {}

    static List<Tensor> decode(Tensor output, Tensor lengths, boolean merge, int blank) {
        Tensor best = Ops.argmax(output, -1); // (batch, time)
        Tensor score = Ops.max(output, -1);
        Tensor inside = inside(best, lengths);
        Tensor classes = Ops.where(inside, best, blank);
        Tensor kept = Ops.notEqual(classes, blank);
        if (merge) {
            // The first step repeats nothing.
            Tensor before = Ops.pad(Ops.getItem(classes, ":, :-1"), new long[][] {{0, 0}, {1, 0}}, -1);
            kept = Ops.logicalAnd(kept, Ops.notEqual(classes, before));
        }
        Tensor order = Ops.keptFirst(kept);
        Tensor moved = Ops.takeAlongAxis(Ops.where(kept, classes, -1), order, 1);
        Tensor total = Ops.sum(Ops.where(inside, score, 0), true, 1);
        return List.of(Ops.expandDims(moved, 0), Ops.negative(total));
    }

    private static Tensor inside(Tensor steps, Tensor lengths) {
        String code = "torch.lt(torch.arange(torch.size({0}, 1), dtype=4, device={device}), torch.unsqueeze({1}, -1))";
        return Primitive.constant(
                "inside", code, new Shape(steps.size(0), steps.size(1)), DataType.BOOLEAN, steps, lengths);
    }
}
