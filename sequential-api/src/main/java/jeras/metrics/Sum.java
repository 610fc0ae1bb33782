package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import jeras.losses.SameRank;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * The weighted sum of values. As in Keras, what {@code compile} is told to measure by it is the targets, weighted by the
 * outputs.
 *
 * @see <a href="https://keras.io/api/metrics/reduction_metrics/">keras.metrics.Sum</a>
 */
public final class Sum extends KerasMetric<Sum, Sum.Config> {
    private final Variable total = state("total");

    /** No arguments. */
    record Config() {}

    private Sum(String name, Config config) {
        super(name, config, Sum::new);
    }

    public static Sum of() {
        return new Sum("sum", new Config());
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        SameRank pair = SameRank.of(Ops.cast(yTrue, DataType.FLOAT32), Ops.cast(yPred, DataType.FLOAT32));
        total.assign(total.add(Ops.sum(pair.first().multiply(pair.second()))));
    }

    @Override
    void update(Tensor values) {
        total.assign(total.add(Ops.sum(Ops.cast(values, DataType.FLOAT32))));
    }

    @Override
    protected Tensor result() {
        return total;
    }
}
