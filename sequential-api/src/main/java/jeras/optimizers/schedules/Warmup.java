package jeras.optimizers.schedules;

/**
 * A straight line up from 0 to the first learning rate of another schedule, which follows: for {@code steps} steps
 * {@code after(0) · step / steps}, then {@code after(step - steps)}.
 *
 * <p>What fine-tuning a pretrained transformer usually takes, a straight line up and one down to 0, as
 * {@code get_linear_schedule_with_warmup} of Hugging Face:
 *
 * <pre>{@code AdamW.of(Warmup.of(100, PolynomialDecay.of(5e-5, 900).endLearningRate(0)))}</pre>
 *
 * <p>Keras has no such schedule ({@link CosineDecay#warmup} is its own warm-up): a file with it is loaded by Jeras, and by
 * Keras with a class registered as {@code "jeras>Warmup"}, or without what {@code compile} was told.
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al.: Attention Is All You Need</a>, section 5.3
 */
public record Warmup(double steps, LearningRateSchedule after) implements LearningRateSchedule {
    public Warmup {
        Check.positive("Warmup", "steps", steps);
    }

    public static Warmup of(double steps, LearningRateSchedule after) {
        return new Warmup(steps, after);
    }

    @Override
    public double at(long step) {
        return step < steps ? after.at(0) * step / steps : after.at((long) (step - steps));
    }
}
