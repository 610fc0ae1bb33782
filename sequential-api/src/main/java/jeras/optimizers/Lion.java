package jeras.optimizers;

import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Foreach;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * Moves by the sign of the momentum alone: {@code w -= lr · sign(β1 m + (1-β1) g)}, {@code m = β2 m + (1-β2) g}. Wants a learning
 * rate of a third to a tenth of Adam's.
 *
 * <pre>{@code Lion.of(1e-4).weightDecay(0.01)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/2302.06675">Chen et al.: Symbolic Discovery of Optimization Algorithms</a>
 * @see <a href="https://keras.io/api/optimizers/lion/">keras.optimizers.Lion</a>
 */
public final class Lion extends KerasOptimizer<Lion, Lion.Config> {
    private static final Config DEFAULT = new Config(0.9, 0.99);

    /** Keras's arguments. */
    record Config(double beta1, double beta2) {
        Config {
            if (!(beta1 > 0 && beta1 <= 1)) {
                throw new InvalidArgumentException(JerasException.message(
                        "Lion cannot be made.",
                        "beta1 above 0 and at most 1",
                        Double.toString(beta1),
                        "give a share, such as 0.9"));
            }
        }
    }

    private Lion(Rate rate, Config config) {
        super(rate, config, Lion::new);
    }

    /** With the learning rate 0.001. */
    public static Lion of() {
        return of(0.001);
    }

    public static Lion of(double learningRate) {
        return new Lion(Rate.of(learningRate), DEFAULT);
    }

    public static Lion of(LearningRateSchedule schedule) {
        return new Lion(Rate.of(schedule), DEFAULT);
    }

    /** The share of the momentum in a move, above 0 and at most 1; default: 0.9. */
    public Lion beta1(double beta1) {
        return with("beta1", beta1);
    }

    /** How slowly the momentum follows the gradients; default: 0.99. */
    public Lion beta2(double beta2) {
        return with("beta2", beta2);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        slots("momentum", variables);
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> m = slots("momentum", variables);
        List<Tensor> move = Foreach.sum(Foreach.times(m, config.beta1), gradients, 1 - config.beta1);
        Foreach.add(variables, Foreach.sign(move), learningRate, -1);
        Foreach.lerp(m, gradients, 1 - config.beta2);
    }
}
