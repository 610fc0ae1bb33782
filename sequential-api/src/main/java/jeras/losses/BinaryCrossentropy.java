package jeras.losses;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import jeras.ops.LossKernels.Reduction;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * For targets 0 or 1: {@code -t · log(p) - (1 - t) · log(1 - p)}, the mean over the last axis.
 *
 * <p>The output is a probability, from a sigmoid, and stays away from 0 and 1 by 1e-7; with {@code fromLogits(true)} it is
 * what a sigmoid would take. When the output's own sigmoid is at hand the loss is computed from what went into it, as Keras
 * does on TensorFlow: the same number, exact also for very small probabilities.
 *
 * <pre>{@code BinaryCrossentropy.of().fromLogits(true).labelSmoothing(0.1)}</pre>
 *
 * @see <a href="https://keras.io/api/losses/probabilistic_losses/#binarycrossentropy-class">keras.losses.BinaryCrossentropy</a>
 */
public final class BinaryCrossentropy extends KerasLoss<BinaryCrossentropy, BinaryCrossentropy.Config> {
    /** Keras's arguments. */
    record Config(boolean fromLogits, double labelSmoothing, int axis) {}

    private BinaryCrossentropy(Config config) {
        super("binary_crossentropy", config, BinaryCrossentropy::new);
    }

    public static BinaryCrossentropy of() {
        return new BinaryCrossentropy(new Config(false, 0, -1));
    }

    /** Whether the output has not gone through a sigmoid; default: false. */
    public BinaryCrossentropy fromLogits(boolean fromLogits) {
        return with("fromLogits", fromLogits);
    }

    /** Draws the targets towards 1/2 by this share; default: 0. */
    public BinaryCrossentropy labelSmoothing(double share) {
        return with("labelSmoothing", share("labelSmoothing", share));
    }

    /** The axis over which the mean is taken; default: -1. */
    public BinaryCrossentropy axis(int axis) {
        return with("axis", axis);
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        return Ops.mean(crossentropy(yTrue, yPred, Reduction.NONE), config.axis);
    }

    @Override
    Tensor computeMean(Tensor yTrue, Tensor yPred) {
        return crossentropy(yTrue, yPred, Reduction.MEAN);
    }

    private Tensor crossentropy(Tensor yTrue, Tensor yPred, Reduction reduction) {
        Tensor t = Probabilities.smooth(yTrue, config.labelSmoothing, 2);
        return Probabilities.binaryCrossentropy(t, yPred, config.fromLogits, reduction);
    }

    @Override
    public Optional<TargetRange> targetRange(Shape yPred) {
        return Optional.of(TargetRange.usual(
                0,
                1,
                "0 and 1, or probabilities",
                "for class numbers use \"sparse_categorical_crossentropy\" and one softmax unit a class;"
                        + " else bring the targets between 0 and 1"));
    }
}
