package jeras.optimizers.schedules;

/**
 * {@code initialLearningRate / (1 + decayRate · step / decaySteps)}.
 *
 * <pre>{@code InverseTimeDecay.of(0.1, 1000, 0.5)}</pre>
 *
 * @param staircase whether {@code step / decaySteps} is rounded down, so that the rate falls in jumps
 * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/">keras.optimizers.schedules.InverseTimeDecay</a>
 */
public record InverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate, boolean staircase)
        implements LearningRateSchedule {
    public InverseTimeDecay {
        Check.positive("InverseTimeDecay", "decaySteps", decaySteps);
    }

    public static InverseTimeDecay of(double initialLearningRate, double decaySteps, double decayRate) {
        return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, false);
    }

    /** Default: false. */
    public InverseTimeDecay staircase(boolean inJumps) {
        return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, inJumps);
    }

    @Override
    public double at(long step) {
        double p = step / decaySteps;
        return initialLearningRate / (1 + decayRate * (staircase ? Math.floor(p) : p));
    }
}
