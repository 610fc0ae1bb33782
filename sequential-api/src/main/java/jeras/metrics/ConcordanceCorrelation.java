package jeras.metrics;

import jeras.losses.SameRank;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The mean over the samples of Lin's concordance correlation of target and output along an axis: 1 when they are equal.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.ConcordanceCorrelation</a>
 */
public final class ConcordanceCorrelation
        extends KerasMeanMetric<ConcordanceCorrelation, ConcordanceCorrelation.Config> {
    /** Keras's arguments. */
    record Config(int axis) {}

    private ConcordanceCorrelation(String name, Config config) {
        super(name, config, ConcordanceCorrelation::new);
    }

    public static ConcordanceCorrelation of() {
        return new ConcordanceCorrelation("concordance_correlation", new Config(-1));
    }

    /** The axis of what is correlated; default: -1. */
    public ConcordanceCorrelation axis(int axis) {
        return with("axis", axis);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        SameRank pair = SameRank.of(Ops.cast(yTrue, yPred.dataType()), yPred);
        Tensor t = pair.first();
        Tensor p = pair.second();
        Tensor meanT = Ops.mean(t, true, config.axis);
        Tensor meanP = Ops.mean(p, true, config.axis);
        Tensor spread = Ops.variance(t, true, config.axis).add(Ops.variance(p, true, config.axis));
        Tensor norm = spread.add(Ops.square(meanT.subtract(meanP))).add(1e-7);
        // Keras takes the output's mean off both, which sums to the same.
        Tensor together = t.subtract(meanP).multiply(p.subtract(meanP));
        return Ops.mean(together.multiply(2).divide(norm), config.axis);
    }

    @Override
    public String direction() {
        return "max";
    }
}
