package jeras.losses;

import jeras.ops.LossKernels.Reduction;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Binary crossentropy times {@code (1 - q)^gamma}, q the probability given to the truth, so that easy samples count less; the
 * mean over the last axis.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal Loss for Dense Object Detection</a>
 * @see <a href="https://keras.io/api/losses/probabilistic_losses/">keras.losses.BinaryFocalCrossentropy</a>
 */
public final class BinaryFocalCrossentropy extends KerasLoss<BinaryFocalCrossentropy, BinaryFocalCrossentropy.Config> {
    /** Keras's arguments. */
    record Config(
            boolean applyClassBalancing,
            double alpha,
            double gamma,
            boolean fromLogits,
            double labelSmoothing,
            int axis) {}

    private BinaryFocalCrossentropy(Config config) {
        super("binary_focal_crossentropy", config, BinaryFocalCrossentropy::new);
    }

    public static BinaryFocalCrossentropy of() {
        return new BinaryFocalCrossentropy(new Config(false, 0.25, 2, false, 0, -1));
    }

    /** Whether class 1 is weighted by alpha and class 0 by 1 - alpha; default: false. */
    public BinaryFocalCrossentropy applyClassBalancing(boolean balance) {
        return with("applyClassBalancing", balance);
    }

    /** The weight of class 1 when classes are balanced; default: 0.25. */
    public BinaryFocalCrossentropy alpha(double alpha) {
        return with("alpha", alpha);
    }

    /** How strongly easy samples are played down; default: 2. */
    public BinaryFocalCrossentropy gamma(double gamma) {
        return with("gamma", gamma);
    }

    /** Whether the output has not gone through a sigmoid; default: false. */
    public BinaryFocalCrossentropy fromLogits(boolean fromLogits) {
        return with("fromLogits", fromLogits);
    }

    /** Draws the targets towards 1/2 by this share; default: 0. */
    public BinaryFocalCrossentropy labelSmoothing(double share) {
        return with("labelSmoothing", share("labelSmoothing", share));
    }

    /** The axis over which the mean is taken; default: -1. */
    public BinaryFocalCrossentropy axis(int axis) {
        return with("axis", axis);
    }

    @Override
    Tensor compute(Tensor yTrue, Tensor yPred) {
        Tensor t = Probabilities.smooth(yTrue, config.labelSmoothing, 2);
        Tensor p = config.fromLogits ? Ops.sigmoid(yPred) : yPred;
        Tensor other = Ops.subtract(1, t);
        Tensor right = t.multiply(p).add(other.multiply(Ops.subtract(1, p)));
        Tensor loss = Ops.power(Ops.subtract(1, right), config.gamma)
                .multiply(Probabilities.binaryCrossentropy(t, p, false, Reduction.NONE));
        if (config.applyClassBalancing) {
            loss = loss.multiply(t.multiply(config.alpha).add(other.multiply(1 - config.alpha)));
        }
        return Ops.mean(loss, config.axis);
    }
}
