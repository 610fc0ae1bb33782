package jeras.metrics;

import jeras.ops.Tensor;

/**
 * The mean of the binary crossentropy of targets 0 or 1.
 *
 * @see <a href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.BinaryCrossentropy</a>
 */
public final class BinaryCrossentropy extends KerasMeanMetric<BinaryCrossentropy, BinaryCrossentropy.Config> {
    /** Keras's arguments. */
    record Config(boolean fromLogits, double labelSmoothing) {}

    private BinaryCrossentropy(String name, Config config) {
        super(name, config, BinaryCrossentropy::new);
    }

    public static BinaryCrossentropy of() {
        return new BinaryCrossentropy("binary_crossentropy", new Config(false, 0));
    }

    /** Whether the output has not gone through a sigmoid; default: false. */
    public BinaryCrossentropy fromLogits(boolean fromLogits) {
        return with("fromLogits", fromLogits);
    }

    /** Draws the targets towards 1/2 by this share; default: 0. */
    public BinaryCrossentropy labelSmoothing(double labelSmoothing) {
        return with("labelSmoothing", labelSmoothing);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return jeras.losses.BinaryCrossentropy.of()
                .fromLogits(config.fromLogits)
                .labelSmoothing(config.labelSmoothing)
                .values(yTrue, yPred);
    }

    @Override
    public String direction() {
        return "min";
    }
}
