package jeras.losses;

import jeras.ops.Ops;
import jeras.ops.Tensor;

/** The built-in losses by Keras's ids. */
public final class Losses {
    private Losses() {}

    static Loss of(String id) {
        return new Loss(id, "sum_over_batch_size") {
            @Override
            protected Tensor call(Tensor yTrue, Tensor yPred) {
                if (id.startsWith("sparse")) {
                    Tensor p = Ops.clip(yPred, 1e-7, 1 - 1e-7);
                    return Ops.sum(Ops.multiply(Ops.oneHot(yTrue, (int) yPred.size(-1)), Ops.log(p)), -1)
                            .negative();
                }
                return Ops.mean(Ops.square(yPred.subtract(yTrue)), -1);
            }
        };
    }
}
