package jeras.metrics;

import jeras.losses.Loss;
import jeras.ops.Tensor;

/**
 * The weighted mean of a loss's values over all samples so far; follows the mask of {@code yPred}.
 *
 * <pre>{@code MeanMetricWrapper.of(Huber.of().delta(2)).name("huber2")}</pre>
 *
 * <p>For values of one's own, extend {@link MeanMetric}.
 *
 * @see <a href="https://keras.io/api/metrics/reduction_metrics/#meanmetricwrapper-class">keras.metrics.MeanMetricWrapper</a>
 */
public final class MeanMetricWrapper extends KerasMeanMetric<MeanMetricWrapper, MeanMetricWrapper.Config> {
    /** Keras's argument; a file holds the loss's function and, beside it, the loss's arguments. */
    record Config(Loss fn) {}

    private MeanMetricWrapper(String name, Config config) {
        super(name, config, MeanMetricWrapper::new);
    }

    /** The mean of a loss: {@code fn} says which. */
    public static MeanMetricWrapper of(Loss fn) {
        return new MeanMetricWrapper("mean_metric_wrapper", new Config(fn));
    }

    /** The loss whose values are averaged. */
    public Loss fn() {
        return config.fn;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return config.fn.values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
