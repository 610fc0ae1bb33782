package jeras.optimizers.schedules;

/**
 * A learning rate that changes with the training steps. The built-in ones are records named as in Keras; a user's own is a
 * lambda: {@code step -> 0.1 / (1 + step)}.
 *
 * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/">keras.optimizers.schedules</a>
 */
@FunctionalInterface
public interface LearningRateSchedule {
    /**
     * The learning rate of a step.
     *
     * @param step the number of updates made before, from 0
     */
    double at(long step);
}
