package jeras.optimizers;

import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Foreach;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * Gradient descent: {@code w -= lr · g}; with momentum {@code m = momentum · m - lr · g}, {@code w += m}, or, with Nesterov's,
 * {@code w += momentum · m - lr · g}.
 *
 * <pre>{@code SGD.of(0.01).momentum(0.9).nesterov(true)}</pre>
 *
 * @see <a href="https://keras.io/api/optimizers/sgd/">keras.optimizers.SGD</a>
 */
public final class SGD extends KerasOptimizer<SGD, SGD.Config> {
    /** Keras's arguments. */
    record Config(double momentum, boolean nesterov) {
        Config {
            if (!(momentum >= 0 && momentum <= 1)) {
                throw new InvalidArgumentException(JerasException.message(
                        "SGD cannot be made.",
                        "momentum from 0 to 1",
                        Double.toString(momentum),
                        "give a share, such as 0.9"));
            }
        }
    }

    private SGD(Rate rate, Config config) {
        super(rate, config, SGD::new);
    }

    /** With the learning rate 0.01. */
    public static SGD of() {
        return of(0.01);
    }

    public static SGD of(double learningRate) {
        return new SGD(Rate.of(learningRate), new Config(0, false));
    }

    public static SGD of(LearningRateSchedule schedule) {
        return new SGD(Rate.of(schedule), new Config(0, false));
    }

    /** The share of the last move that goes on; default: 0. */
    public SGD momentum(double momentum) {
        return with("momentum", momentum);
    }

    /** Whether the move looks ahead along the momentum; default: false. */
    public SGD nesterov(boolean nesterov) {
        return with("nesterov", nesterov);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        if (config.momentum != 0) {
            slots("momentum", variables);
        }
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        if (config.momentum == 0) {
            Foreach.add(variables, gradients, learningRate, -1);
            return;
        }
        List<Variable> m = slots("momentum", variables);
        if (!config.nesterov) {
            Foreach.fusedSgd(variables, gradients, m, learningRate, config.momentum);
            return;
        }
        Foreach.multiply(m, config.momentum);
        Foreach.add(m, gradients, learningRate, -1);
        Foreach.add(variables, m, config.momentum);
        Foreach.add(variables, gradients, learningRate, -1);
    }
}
