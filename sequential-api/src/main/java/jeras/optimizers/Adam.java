package jeras.optimizers;

import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * Follows the mean of the gradients, divided by the root of the mean of their squares:
 * {@code w -= lr · √(1-β2^t) / (1-β1^t) · m / (√v + ε)}. One kernel updates all variables.
 *
 * <pre>{@code Adam.of(1e-3).beta1(0.8)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba: Adam</a>
 * @see <a href="https://keras.io/api/optimizers/adam/">keras.optimizers.Adam</a>
 */
public final class Adam extends AdamFamily<Adam> {
    private Adam(Rate rate, Config config) {
        super(rate, config, Adam::new);
    }

    /** With the learning rate 0.001. */
    public static Adam of() {
        return of(0.001);
    }

    public static Adam of(double learningRate) {
        return new Adam(Rate.of(learningRate), DEFAULT);
    }

    public static Adam of(LearningRateSchedule schedule) {
        return new Adam(Rate.of(schedule), DEFAULT);
    }
}
