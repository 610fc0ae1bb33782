package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Two tensors whose ranks Keras has brought together: where they differ by one and the longer shape ends in 1, that axis is
 * taken away, or given to the other when that has the batch alone. So {@code (batch)} against {@code (batch, 1)} never
 * broadcasts to {@code (batch, batch)}.
 *
 * @param first {@code (batch, ...)}
 * @param second {@code (batch, ...)}
 */
public record SameRank(Tensor first, Tensor second) {
    public static SameRank of(Tensor first, Tensor second) {
        if (first.rank() == second.rank() + 1 && first.size(-1) == 1) {
            return second.rank() == 1
                    ? new SameRank(first, Ops.expandDims(second, -1))
                    : new SameRank(Ops.squeeze(first, -1), second);
        }
        if (second.rank() == first.rank() + 1 && second.size(-1) == 1) {
            return first.rank() == 1
                    ? new SameRank(Ops.expandDims(first, -1), second)
                    : new SameRank(first, Ops.squeeze(second, -1));
        }
        return new SameRank(first, second);
    }
}
