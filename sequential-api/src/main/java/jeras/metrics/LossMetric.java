package jeras.metrics;

import jeras.losses.Loss;
import jeras.ops.Tensor;

/** The mean of a loss's values, for the losses that have no metric of their own in Keras. */
final class LossMetric extends MeanMetric {
    private final Loss loss;

    LossMetric(String name, Loss loss) {
        super(name);
        this.loss = loss;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return loss.values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
