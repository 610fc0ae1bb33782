package jeras.metrics;

import jeras.losses.SameRank;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The mean over the samples of the correlation of target and output along an axis: 1 when one grows linearly with the other.
 * NaN where either is constant.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.PearsonCorrelation</a>
 */
public final class PearsonCorrelation extends KerasMeanMetric<PearsonCorrelation, PearsonCorrelation.Config> {
    /** Keras's arguments. */
    record Config(int axis) {}

    private PearsonCorrelation(String name, Config config) {
        super(name, config, PearsonCorrelation::new);
    }

    public static PearsonCorrelation of() {
        return new PearsonCorrelation("pearson_correlation", new Config(-1));
    }

    /** The axis of what is correlated; default: -1. */
    public PearsonCorrelation axis(int axis) {
        return with("axis", axis);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        SameRank pair = SameRank.of(Ops.cast(yTrue, yPred.dataType()), yPred);
        return Ops.mean(standard(pair.first()).multiply(standard(pair.second())), config.axis);
    }

    /** With mean 0 and standard deviation 1. */
    private Tensor standard(Tensor x) {
        Tensor centered = x.subtract(Ops.mean(x, true, config.axis));
        return centered.divide(Ops.sqrt(Ops.variance(centered, true, config.axis)));
    }

    @Override
    public String direction() {
        return "max";
    }
}
