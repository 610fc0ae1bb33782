package jeras.optimizers.schedules;

/**
 * {@code initialLearningRate · decayRate^(step / decaySteps)}.
 *
 * <pre>{@code ExponentialDecay.of(0.1, 10_000, 0.96).staircase(true)}</pre>
 *
 * @param decaySteps after how many steps the rate has been multiplied by {@code decayRate} once
 * @param staircase whether {@code step / decaySteps} is rounded down, so that the rate falls in jumps
 * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/">keras.optimizers.schedules.ExponentialDecay</a>
 */
public record ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate, boolean staircase)
        implements LearningRateSchedule {
    public ExponentialDecay {
        Check.positive("ExponentialDecay", "decaySteps", decaySteps);
    }

    public static ExponentialDecay of(double initialLearningRate, double decaySteps, double decayRate) {
        return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, false);
    }

    /** Default: false. */
    public ExponentialDecay staircase(boolean inJumps) {
        return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, inJumps);
    }

    @Override
    public double at(long step) {
        double p = step / decaySteps;
        return initialLearningRate * Math.pow(decayRate, staircase ? Math.floor(p) : p);
    }
}
