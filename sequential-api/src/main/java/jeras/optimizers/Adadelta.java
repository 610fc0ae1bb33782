package jeras.optimizers;

import java.util.List;
import jeras.ops.Foreach;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * Scales the gradient by the root of the mean of the squared moves over that of its own squares: {@code v = ρ v + (1-ρ) g²},
 * {@code d = g · √(u + ε) / √(v + ε)}, {@code u = ρ u + (1-ρ) d²}, {@code w -= lr · d}. With the learning rate 1 it is the
 * paper's.
 *
 * <pre>{@code Adadelta.of(1).rho(0.9)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1212.5701">Zeiler: ADADELTA</a>
 * @see <a href="https://keras.io/api/optimizers/adadelta/">keras.optimizers.Adadelta</a>
 */
public final class Adadelta extends KerasOptimizer<Adadelta, Adadelta.Config> {
    private static final Config DEFAULT = new Config(0.95, 1e-7);

    /** Keras's arguments. */
    record Config(double rho, double epsilon) {}

    private Adadelta(Rate rate, Config config) {
        super(rate, config, Adadelta::new);
    }

    /** With the learning rate 0.001. */
    public static Adadelta of() {
        return of(0.001);
    }

    public static Adadelta of(double learningRate) {
        return new Adadelta(Rate.of(learningRate), DEFAULT);
    }

    public static Adadelta of(LearningRateSchedule schedule) {
        return new Adadelta(Rate.of(schedule), DEFAULT);
    }

    /** How slowly both means follow; default: 0.95. */
    public Adadelta rho(double rho) {
        return with("rho", rho);
    }

    /** Added under the roots; default: 1e-7. */
    public Adadelta epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        // Keras's files have the slots of a variable side by side.
        for (Variable v : variables) {
            slots("accumulated_grad", List.of(v));
            slots("accumulated_delta_var", List.of(v));
        }
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> means = slots("accumulated_grad", variables);
        List<Variable> moves = slots("accumulated_delta_var", variables);
        List<Tensor> squares = gradients.squares();
        Foreach.lerp(means, squares, 1 - config.rho);
        List<Tensor> ratio = Foreach.quotient(Foreach.sqrt(moves, config.epsilon), Foreach.sqrt(means, config.epsilon));
        Foreach.add(variables, Foreach.product(ratio, gradients), learningRate, -1);
        Foreach.lerp(moves, Foreach.product(Foreach.product(ratio, ratio), squares), 1 - config.rho);
    }
}
