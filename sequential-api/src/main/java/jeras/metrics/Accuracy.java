package jeras.metrics;

import jeras.losses.SameRank;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * How often the output equals the target.
 *
 * @see <a href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.Accuracy</a>
 */
public final class Accuracy extends KerasMeanMetric<Accuracy, Accuracy.Config> {
    /** No arguments. */
    record Config() {}

    private Accuracy(String name, Config config) {
        super(name, config, Accuracy::new);
    }

    public static Accuracy of() {
        return new Accuracy("accuracy", new Config());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        SameRank pair = SameRank.of(yTrue, yPred);
        return Ops.equal(Ops.cast(pair.first(), yPred.dataType()), pair.second());
    }

    @Override
    public String direction() {
        return "max";
    }
}
