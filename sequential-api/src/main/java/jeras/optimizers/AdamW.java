package jeras.optimizers;

import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * {@link Adam} with weight decay, 0.004 by default: before each update {@code w -= lr · decay · w}.
 *
 * <pre>{@code AdamW.of(1e-3).beta1(0.8)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov, Hutter: Decoupled Weight Decay Regularization</a>
 * @see <a href="https://keras.io/api/optimizers/adamw/">keras.optimizers.AdamW</a>
 */
public final class AdamW extends AdamFamily<AdamW> {
    private AdamW(Rate rate, Config config) {
        super(rate, config, AdamW::new);
    }

    /** With the learning rate 0.001. */
    public static AdamW of() {
        return of(0.001);
    }

    public static AdamW of(double learningRate) {
        return new AdamW(Rate.of(learningRate), DEFAULT).weightDecay(0.004);
    }

    public static AdamW of(LearningRateSchedule schedule) {
        return new AdamW(Rate.of(schedule), DEFAULT).weightDecay(0.004);
    }
}
