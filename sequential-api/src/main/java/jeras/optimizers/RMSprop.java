package jeras.optimizers;

import java.util.List;
import jeras.ops.Foreach;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * Divides the gradient by the root of the mean of its squares: {@code v = ρ v + (1-ρ) g²}, {@code w -= lr · g / √(v + ε)};
 * centered, with {@code v} less the square of the gradients' mean; with momentum {@code m = momentum · m + lr · g / √(v + ε)},
 * {@code w -= m}.
 *
 * <pre>{@code RMSprop.of(1e-3).rho(0.95)}</pre>
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Hinton, 2012</a>
 * @see <a href="https://keras.io/api/optimizers/rmsprop/">keras.optimizers.RMSprop</a>
 */
public final class RMSprop extends KerasOptimizer<RMSprop, RMSprop.Config> {
    private static final Config DEFAULT = new Config(0.9, 0, 1e-7, false);

    /** Keras's arguments. */
    record Config(double rho, double momentum, double epsilon, boolean centered) {}

    private RMSprop(Rate rate, Config config) {
        super(rate, config, RMSprop::new);
    }

    /** With the learning rate 0.001. */
    public static RMSprop of() {
        return of(0.001);
    }

    public static RMSprop of(double learningRate) {
        return new RMSprop(Rate.of(learningRate), DEFAULT);
    }

    public static RMSprop of(LearningRateSchedule schedule) {
        return new RMSprop(Rate.of(schedule), DEFAULT);
    }

    /** How slowly the mean of the squared gradients follows; default: 0.9. */
    public RMSprop rho(double rho) {
        return with("rho", rho);
    }

    /** The share of the last move that goes on; default: 0. */
    public RMSprop momentum(double momentum) {
        return with("momentum", momentum);
    }

    /** Added under the root; default: 1e-7. */
    public RMSprop epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** Whether the gradients' variance takes the place of the mean of their squares; default: false. */
    public RMSprop centered(boolean centered) {
        return with("centered", centered);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        slots("velocity", variables);
        if (config.momentum > 0) {
            slots("momentum", variables);
        }
        if (config.centered) {
            slots("average_gradient", variables);
        }
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> velocity = slots("velocity", variables);
        Foreach.lerp(velocity, gradients.squares(), 1 - config.rho);
        List<? extends Tensor> spread = config.centered ? variance(variables, gradients) : velocity;
        List<Tensor> root = Foreach.sqrt(spread, config.epsilon);
        if (config.momentum > 0) {
            List<Variable> m = slots("momentum", variables);
            Foreach.multiply(m, config.momentum);
            Foreach.addQuotient(m, gradients, root, learningRate, 1);
            Foreach.add(variables, m, -1);
        } else {
            Foreach.addQuotient(variables, gradients, root, learningRate, -1);
        }
    }

    private List<Tensor> variance(List<Variable> variables, Gradients gradients) {
        List<Variable> mean = slots("average_gradient", variables);
        Foreach.lerp(mean, gradients, 1 - config.rho);
        return Foreach.minusSquare(slots("velocity", variables), mean);
    }
}
