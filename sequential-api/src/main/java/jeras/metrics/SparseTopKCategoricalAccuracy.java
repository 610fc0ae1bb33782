package jeras.metrics;

import jeras.ops.MetricKernels;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * How often the class number is that of one of the k greatest outputs; targets {@code (batch, ...)} or {@code (batch,
 * ..., 1)}, outputs {@code (batch, ..., classes)}.
 *
 * @see <a href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.SparseTopKCategoricalAccuracy</a>
 */
public final class SparseTopKCategoricalAccuracy
        extends KerasMeanMetric<SparseTopKCategoricalAccuracy, SparseTopKCategoricalAccuracy.Config> {
    /** Keras's arguments. */
    record Config(int k, boolean fromSortedIds) {}

    private SparseTopKCategoricalAccuracy(String name, Config config) {
        super(name, config, SparseTopKCategoricalAccuracy::new);
    }

    public static SparseTopKCategoricalAccuracy of() {
        return new SparseTopKCategoricalAccuracy("sparse_top_k_categorical_accuracy", new Config(5, false));
    }

    /** How many of the greatest outputs count; default: 5. */
    public SparseTopKCategoricalAccuracy k(int k) {
        return with("k", k);
    }

    /** Whether outputs are class numbers, the best first, and not scores; default: false. */
    public SparseTopKCategoricalAccuracy fromSortedIds(boolean sorted) {
        return with("fromSortedIds", sorted);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        if (config.fromSortedIds) {
            Tensor label = yTrue.rank() == yPred.rank() ? yTrue : Ops.expandDims(yTrue, -1);
            return Ops.any(Ops.equal(Ops.cast(label, yPred.dataType()), yPred.get("..., :" + config.k)), -1);
        }
        Tensor labels = yTrue.rank() == yPred.rank() ? Ops.squeeze(yTrue, -1) : yTrue;
        return MetricKernels.labelInTopK(labels, yPred, config.k);
    }

    @Override
    public String direction() {
        return "max";
    }
}
