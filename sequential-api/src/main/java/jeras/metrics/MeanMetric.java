package jeras.metrics;

import java.util.stream.IntStream;
import jeras.losses.SameRank;
import jeras.losses.Weights;
import jeras.ops.MetricKernels;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;

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
    private final Variable total = state("total");
    private final Variable count = state("count");

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
        Tensor values = values(yTrue, yPred);
        Tensor weights = Weights.masked(sampleWeight, yPred.mask());
        // As in Keras, a mask that the values bring along counts only beside weights.
        add(values, weights == null ? null : Weights.masked(weights, values.mask()));
    }

    /**
     * Takes values in.
     *
     * @param values {@code (batch, ...)}; each sample counts once, with the mean of its values
     * @param weights one weight a sample or a value, or null
     */
    final void add(Tensor values, Tensor weights) {
        if (weights == null) {
            addSamples(values);
            MetricKernels.addLength(count, values);
            return;
        }
        SameRank pair = SameRank.of(Ops.cast(values, total.dataType()), weights);
        Tensor w = pair.second();
        Tensor v = meanFrom(pair.first(), w.rank());
        if (!v.shape().equals(w.shape())) {
            w = w.multiply(Ops.onesLike(v));
        }
        addSamples(v.multiply(w));
        addSamples(count, w);
    }

    private void addSamples(Tensor values) {
        addSamples(total, values);
    }

    /** Adds the sum over samples of the mean of each one's values. */
    private static void addSamples(Variable sum, Tensor values) {
        long inner = values.rank() < 2
                ? 1
                : Shapes.product(Shapes.withoutBatch(values.shape()).getShape());
        if (inner > 0) {
            MetricKernels.addSum(sum, values, 1.0 / inner);
        } else {
            MetricKernels.addSum(sum, meanFrom(Ops.cast(values, sum.dataType()), 1), 1);
        }
    }

    /** The mean over the axes from the given one on. */
    private static Tensor meanFrom(Tensor x, int axis) {
        return x.rank() <= axis
                ? x
                : Ops.mean(x, IntStream.range(axis, x.rank()).toArray());
    }

    @Override
    protected Tensor result() {
        return Ops.divideNoNan(total, count);
    }
}
