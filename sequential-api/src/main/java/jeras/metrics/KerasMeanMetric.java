package jeras.metrics;

import java.util.function.BiFunction;
import jeras.ops.Tensor;

/**
 * A metric of Keras's catalogue that is the weighted mean of values; follows the mask of {@code yPred}.
 *
 * @param <M> the metric's own type
 * @param <C> its configuration, whose components are Keras's arguments in camelCase
 */
public abstract class KerasMeanMetric<M extends KerasMeanMetric<M, C>, C extends Record> extends KerasMetric<M, C> {
    private final RunningMean mean = new RunningMean(this::state);

    KerasMeanMetric(String name, C config, BiFunction<String, C, M> maker) {
        super(name, config, maker);
    }

    /** One value, a number or a boolean, a sample: {@code (batch)} or {@code (batch, ...)}. */
    protected abstract Tensor values(Tensor yTrue, Tensor yPred);

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        mean.add(values(yTrue, yPred), sampleWeight, yPred.mask());
    }

    /** As {@link #update}, of values and weights that are at hand; the weights may be null. */
    final void add(Tensor values, Tensor weights) {
        mean.add(values, weights);
    }

    @Override
    protected Tensor result() {
        return mean.result();
    }
}
