package jeras.metrics;

import java.util.function.Function;
import java.util.stream.IntStream;
import jeras.losses.SameRank;
import jeras.losses.Weights;
import jeras.ops.MetricKernels;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/** The weighted mean of values over all samples so far. */
final class RunningMean {
    private final Variable total;
    private final Variable count;

    /** @param state makes the variables by their names */
    RunningMean(Function<String, Variable> state) {
        total = state.apply("total");
        count = state.apply("count");
    }

    /** Takes the values of a batch in as Keras's MeanMetricWrapper does. */
    void add(Tensor values, Tensor sampleWeight, Tensor outputMask) {
        Tensor weights = Weights.masked(sampleWeight, outputMask);
        // As in Keras, a mask that the values bring along counts only beside weights.
        add(values, weights == null ? null : Weights.masked(weights, values.mask()));
    }

    /**
     * Takes values in.
     *
     * @param values {@code (batch, ...)}; each sample counts once, with the mean of its values
     * @param weights one weight a sample or a value, or null
     */
    void add(Tensor values, Tensor weights) {
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

    Tensor result() {
        return Ops.divideNoNan(total, count);
    }
}
