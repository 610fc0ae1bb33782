package jeras.optimizers;

import java.util.List;
import jeras.ops.Foreach;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * {@link Adam} by the greatest gradients in place of their mean squares: {@code m = β1 m + (1-β1) g},
 * {@code u = max(β2 u, |g|)}, {@code w -= lr / (1-β1^t) · m / (u + ε)}.
 *
 * <pre>{@code Adamax.of(0.002)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba: Adam, section 7.1</a>
 * @see <a href="https://keras.io/api/optimizers/adamax/">keras.optimizers.Adamax</a>
 */
public final class Adamax extends KerasOptimizer<Adamax, Adamax.Config> {
    private static final Config DEFAULT = new Config(0.9, 0.999, 1e-7);

    /** Keras's arguments. */
    record Config(double beta1, double beta2, double epsilon) {}

    private Adamax(Rate rate, Config config) {
        super(rate, config, Adamax::new);
    }

    /** With the learning rate 0.001. */
    public static Adamax of() {
        return of(0.001);
    }

    public static Adamax of(double learningRate) {
        return new Adamax(Rate.of(learningRate), DEFAULT);
    }

    public static Adamax of(LearningRateSchedule schedule) {
        return new Adamax(Rate.of(schedule), DEFAULT);
    }

    /** How slowly the mean of the gradients follows; default: 0.9. */
    public Adamax beta1(double beta1) {
        return with("beta1", beta1);
    }

    /** How slowly the greatest gradient fades; default: 0.999. */
    public Adamax beta2(double beta2) {
        return with("beta2", beta2);
    }

    /** Added to the greatest gradient; default: 1e-7. */
    public Adamax epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        // Keras's files have the slots of a variable side by side.
        for (Variable v : variables) {
            slots("momentum", List.of(v));
            slots("norm", List.of(v));
        }
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> m = slots("momentum", variables);
        List<Variable> u = slots("norm", variables);
        Foreach.lerp(m, gradients, 1 - config.beta1);
        Foreach.multiply(u, config.beta2);
        Foreach.maximum(u, gradients.magnitudes());
        Tensor rate = learningRate.divide(Ops.subtract(1, Ops.power(config.beta1, step)));
        Foreach.addQuotient(variables, m, Foreach.plus(u, config.epsilon), rate, -1);
    }
}
