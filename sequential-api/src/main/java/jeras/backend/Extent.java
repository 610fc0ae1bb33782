package jeras.backend;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Op;
import jeras.ops.Recording;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * How large the largest tensor of a function is, given the size of the batch.
 *
 * @param fixed the elements of the largest tensor whose lengths are all known
 * @param perSample the elements, for one sample, of the largest tensor whose first axis alone is unknown
 * @param known false when a tensor has other unknown lengths
 */
record Extent(long fixed, long perSample, boolean known) {
    /** PyTorch itself does not share element-wise work of fewer elements among threads. */
    private static final long SHARED = 32_768;

    static Extent of(Recording recording) {
        long fixed = 0;
        long perSample = 0;
        boolean known = true;
        for (Op op : recording.ops()) {
            for (List<Tensor> tensors : List.of(op.outputs(), op.dependencies())) {
                for (Tensor t : tensors) {
                    Shape shape = t.shape();
                    if (t instanceof Variable || Shapes.known(shape)) {
                        fixed = Math.max(fixed, shape.size());
                    } else if (Shapes.known(shape.slice(1))) {
                        perSample = Math.max(perSample, shape.slice(1).size());
                    } else {
                        known = false;
                    }
                }
            }
        }
        return new Extent(fixed, perSample, known);
    }

    /**
     * True when all tensors are so small that waking a second thread takes longer than the work it would be given. What runs on
     * one thread follows from the shapes alone, so that results repeat.
     */
    boolean isSmall(long batch) {
        return known && fixed < SHARED && perSample * batch < SHARED;
    }
}
