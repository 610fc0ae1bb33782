package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/** The built-in metrics by Keras's ids. */
public final class Metrics {
    private Metrics() {}

    static Metric of(String id) {
        return resolve(id, new Shape(-1), new Shape(-1, 10));
    }

    /** The metric with Keras's id for targets and outputs of these shapes: {@code "accuracy"} depends on them. */
    public static Metric resolve(String id, Shape yTrue, Shape yPred) {
        return new Metric(id) {
            private final Variable total = state("total");
            private final Variable count = state("count");

            @Override
            protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
                Tensor hit =
                        Ops.cast(Ops.equal(Ops.cast(yTrue, DataType.INT32), Ops.argmax(yPred, -1)), DataType.FLOAT32);
                total.assign(total.add(Ops.sum(hit)));
                count.assign(count.add(Ops.count(hit)));
            }

            @Override
            protected Tensor result() {
                return Ops.divideNoNan(total, count);
            }
        };
    }
}
