package jeras.optimizers.schedules;

/**
 * Half a cosine wave from the initial learning rate down to its share {@code alpha}; before it, if wished, a straight line up
 * to {@code warmupTarget}, from which the wave then starts.
 *
 * <pre>{@code CosineDecay.of(0.0, 1000).warmup(0.1, 100)}</pre>
 *
 * @param decaySteps the length of the wave
 * @param alpha the least learning rate as a share of the greatest
 * @param warmupTarget the learning rate at the end of the warm-up; null for none
 * @param warmupSteps the length of the warm-up
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov, Hutter: SGDR</a>
 * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay/">keras.optimizers.schedules.CosineDecay</a>
 */
public record CosineDecay(
        double initialLearningRate, double decaySteps, double alpha, Double warmupTarget, double warmupSteps)
        implements LearningRateSchedule {
    public CosineDecay {
        Check.positive("CosineDecay", "decaySteps", decaySteps);
    }

    public static CosineDecay of(double initialLearningRate, double decaySteps) {
        return new CosineDecay(initialLearningRate, decaySteps, 0, null, 0);
    }

    /** Default: 0. */
    public CosineDecay alpha(double least) {
        return new CosineDecay(initialLearningRate, decaySteps, least, warmupTarget, warmupSteps);
    }

    /** Default: none. */
    public CosineDecay warmup(double target, double steps) {
        return new CosineDecay(initialLearningRate, decaySteps, alpha, target, steps);
    }

    @Override
    public double at(long step) {
        if (warmupTarget == null) {
            return wave((double) step, initialLearningRate);
        }
        return step < warmupSteps
                ? initialLearningRate + (warmupTarget - initialLearningRate) * step / warmupSteps
                : wave(step - warmupSteps, warmupTarget);
    }

    private double wave(double step, double greatest) {
        double cosine = (1 + Math.cos(Math.PI * Math.min(step, decaySteps) / decaySteps)) / 2;
        return greatest * ((1 - alpha) * cosine + alpha);
    }
}
