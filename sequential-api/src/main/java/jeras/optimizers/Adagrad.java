package jeras.optimizers;

import java.util.List;
import jeras.ops.Foreach;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * Divides the gradient by the root of the sum of its squares: {@code v += g²}, {@code w -= lr · g / √(v + ε)}, so that weights
 * that moved much move less.
 *
 * <pre>{@code Adagrad.of(0.01).initialAccumulatorValue(0.2)}</pre>
 *
 * @see <a href="https://www.jmlr.org/papers/volume12/duchi11a/duchi11a.pdf">Duchi, Hazan, Singer: Adaptive Subgradient Methods</a>
 * @see <a href="https://keras.io/api/optimizers/adagrad/">keras.optimizers.Adagrad</a>
 */
public final class Adagrad extends KerasOptimizer<Adagrad, Adagrad.Config> {
    private static final Config DEFAULT = new Config(0.1, 1e-7);

    /** Keras's arguments. */
    record Config(double initialAccumulatorValue, double epsilon) {}

    private Adagrad(Rate rate, Config config) {
        super(rate, config, Adagrad::new);
    }

    /** With the learning rate 0.001. */
    public static Adagrad of() {
        return of(0.001);
    }

    public static Adagrad of(double learningRate) {
        return new Adagrad(Rate.of(learningRate), DEFAULT);
    }

    public static Adagrad of(LearningRateSchedule schedule) {
        return new Adagrad(Rate.of(schedule), DEFAULT);
    }

    /** Where the sum of squares begins; default: 0.1. */
    public Adagrad initialAccumulatorValue(double initialAccumulatorValue) {
        return with("initialAccumulatorValue", initialAccumulatorValue);
    }

    /** Added under the root; default: 1e-7. */
    public Adagrad epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        slots("accumulator", variables, config.initialAccumulatorValue);
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> sums = slots("accumulator", variables);
        Foreach.add(sums, gradients.squares(), 1);
        Foreach.addQuotient(variables, gradients, Foreach.sqrt(sums, config.epsilon), learningRate, -1);
    }
}
