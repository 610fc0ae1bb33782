package jeras.optimizers.schedules;

/**
 * Half cosine waves from the initial learning rate down to its share {@code alpha}, one after the other.
 *
 * <pre>{@code CosineDecayRestarts.of(0.1, 1000).tMul(2).mMul(0.9)}</pre>
 *
 * @param firstDecaySteps the length of the first wave
 * @param tMul how many times longer each wave is than the one before
 * @param mMul how many times higher each wave starts than the one before
 * @param alpha the least learning rate as a share of the initial one
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov, Hutter: SGDR</a>
 * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay_restarts/">keras.optimizers.schedules.CosineDecayRestarts</a>
 */
public record CosineDecayRestarts(
        double initialLearningRate, double firstDecaySteps, double tMul, double mMul, double alpha)
        implements LearningRateSchedule {
    public CosineDecayRestarts {
        Check.positive("CosineDecayRestarts", "firstDecaySteps", firstDecaySteps);
    }

    public static CosineDecayRestarts of(double initialLearningRate, double firstDecaySteps) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, 2, 1, 0);
    }

    /** Default: 2. */
    public CosineDecayRestarts tMul(double longer) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, longer, mMul, alpha);
    }

    /** Default: 1. */
    public CosineDecayRestarts mMul(double higher) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, higher, alpha);
    }

    /** Default: 0. */
    public CosineDecayRestarts alpha(double least) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, mMul, least);
    }

    @Override
    public double at(long step) {
        double done = step / firstDecaySteps;
        double restarts;
        double fraction;
        if (tMul == 1) {
            restarts = Math.floor(done);
            fraction = done - restarts;
        } else {
            // The little more keeps a step that is a restart from being taken for the end of the wave before.
            restarts = Math.floor(Math.log(1 - done * (1 - tMul)) / Math.log(tMul) + 1e-9);
            double length = Math.pow(tMul, restarts);
            fraction = (done - (1 - length) / (1 - tMul)) / length;
        }
        double cosine = Math.pow(mMul, restarts) * (1 + Math.cos(Math.PI * fraction)) / 2;
        return initialLearningRate * ((1 - alpha) * cosine + alpha);
    }
}
