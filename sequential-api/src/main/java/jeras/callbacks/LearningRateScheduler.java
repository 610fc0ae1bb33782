package jeras.callbacks;

import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.PythonText;

/**
 * Sets the learning rate at the start of each epoch. Logs and history show it as {@code learning_rate}.
 *
 * <pre>{@code LearningRateScheduler.of((epoch, rate) -> epoch < 10 ? rate : rate * Math.exp(-0.1))}</pre>
 *
 * @see <a href="https://keras.io/api/callbacks/learning_rate_scheduler/">keras.callbacks.LearningRateScheduler</a>
 */
public final class LearningRateScheduler extends Callback {
    private final Schedule schedule;
    private final int verbose;

    /** The learning rate of an epoch. */
    @FunctionalInterface
    public interface Schedule {
        /**
         * The rate of one epoch.
         *
         * @param epoch from 0
         * @param learningRate the rate so far
         */
        double at(int epoch, double learningRate);
    }

    private LearningRateScheduler(Schedule schedule, int verbose) {
        this.schedule = schedule;
        this.verbose = verbose;
    }

    public static LearningRateScheduler of(Schedule schedule) {
        return new LearningRateScheduler(schedule, 0);
    }

    /** 1 to say what it sets; default: 0. */
    public LearningRateScheduler verbose(int level) {
        return new LearningRateScheduler(schedule, level);
    }

    @Override
    public void onEpochBegin(int epoch) {
        double rate = schedule.at(epoch, model().optimizer().learningRate());
        if (!Double.isFinite(rate)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The schedule of LearningRateScheduler gives no learning rate for epoch " + epoch + ".",
                    "a finite number",
                    Double.toString(rate),
                    "check what it computes"));
        }
        model().optimizer().setLearningRate(rate);
        if (verbose > 0) {
            System.out.println("\nEpoch " + (epoch + 1) + ": LearningRateScheduler setting learning rate to "
                    + PythonText.number(rate) + ".");
        }
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        logs.put("learning_rate", model().optimizer().learningRate());
    }
}
