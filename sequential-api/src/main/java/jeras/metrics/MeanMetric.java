package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The weighted mean of values over all samples so far; follows the mask of {@code yPred}.
 *
 * <p>A user's own gives the values:
 *
 * <pre>{@code
 * class Within extends MeanMetric {
 *     protected Tensor values(Tensor yTrue, Tensor yPred) {
 *         return Ops.less(Ops.abs(yTrue.subtract(yPred)), 0.1);
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://keras.io/api/metrics/reduction_metrics/#meanmetricwrapper-class">keras.metrics.MeanMetricWrapper</a>
 */
public abstract class MeanMetric extends Metric {
    private final RunningMean mean = new RunningMean(this::state);

    /** A metric named as its class in snake case. */
    protected MeanMetric() {
        super();
    }

    /** @param name what logs and history call it */
    protected MeanMetric(String name) {
        super(name);
    }

    /** One value, a number or a boolean, a sample: {@code (batch)} or {@code (batch, ...)}. */
    protected abstract Tensor values(Tensor yTrue, Tensor yPred);

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        mean.add(values(yTrue, yPred), sampleWeight, yPred.mask());
    }

    @Override
    protected Tensor result() {
        return mean.result();
    }
}
