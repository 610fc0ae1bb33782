package jeras.optimizers.schedules;

/**
 * {@code (initialLearningRate - endLearningRate) · (1 - step / decaySteps)^power + endLearningRate}, which stays at its end
 * after {@code decaySteps}.
 *
 * <pre>{@code PolynomialDecay.of(0.1, 10_000).endLearningRate(0.01).power(0.5)}</pre>
 *
 * @param cycle whether it decays again, over twice, three times ... as many steps, instead of staying at its end
 * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/polynomial_decay/">keras.optimizers.schedules.PolynomialDecay</a>
 */
public record PolynomialDecay(
        double initialLearningRate, double decaySteps, double endLearningRate, double power, boolean cycle)
        implements LearningRateSchedule {
    public PolynomialDecay {
        Check.positive("PolynomialDecay", "decaySteps", decaySteps);
    }

    public static PolynomialDecay of(double initialLearningRate, double decaySteps) {
        return new PolynomialDecay(initialLearningRate, decaySteps, 0.0001, 1, false);
    }

    /** Default: 0.0001. */
    public PolynomialDecay endLearningRate(double end) {
        return new PolynomialDecay(initialLearningRate, decaySteps, end, power, cycle);
    }

    /** Default: 1, a straight line. */
    public PolynomialDecay power(double exponent) {
        return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, exponent, cycle);
    }

    /** Default: false. */
    public PolynomialDecay cycle(boolean again) {
        return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, power, again);
    }

    @Override
    public double at(long step) {
        double length = cycle && step > 0 ? decaySteps * Math.ceil(step / decaySteps) : decaySteps;
        double p = Math.min((double) step, length) / length;
        return (initialLearningRate - endLearningRate) * Math.pow(1 - p, power) + endLearningRate;
    }
}
