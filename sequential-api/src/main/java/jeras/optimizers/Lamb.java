package jeras.optimizers;

import java.util.List;
import jeras.ops.Foreach;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * {@link Adam} whose moves are as long as the learning rate's share of the weights: {@code w -= lr · |w| / |d| · d} with
 * {@code d = m / (1-β1^t) / (√(v / (1-β2^t)) + ε)}; for large batches.
 *
 * <pre>{@code Lamb.of(0.002)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1904.00962">You et al.: Large Batch Optimization for Deep Learning</a>
 * @see <a href="https://keras.io/api/optimizers/lamb/">keras.optimizers.Lamb</a>
 */
public final class Lamb extends KerasOptimizer<Lamb, Lamb.Config> {
    private static final Config DEFAULT = new Config(0.9, 0.999, 1e-7);

    /** Keras's arguments. */
    record Config(double beta1, double beta2, double epsilon) {}

    private Lamb(Rate rate, Config config) {
        super(rate, config, Lamb::new);
    }

    /** With the learning rate 0.001. */
    public static Lamb of() {
        return of(0.001);
    }

    public static Lamb of(double learningRate) {
        return new Lamb(Rate.of(learningRate), DEFAULT);
    }

    public static Lamb of(LearningRateSchedule schedule) {
        return new Lamb(Rate.of(schedule), DEFAULT);
    }

    /** How slowly the mean of the gradients follows; default: 0.9. */
    public Lamb beta1(double beta1) {
        return with("beta1", beta1);
    }

    /** How slowly the mean of the squared gradients follows; default: 0.999. */
    public Lamb beta2(double beta2) {
        return with("beta2", beta2);
    }

    /** Added to the root; default: 1e-7. */
    public Lamb epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        // Keras's files have the slots of a variable side by side.
        for (Variable v : variables) {
            slots("momentum", List.of(v));
            slots("velocity", List.of(v));
        }
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> m = slots("momentum", variables);
        List<Variable> v = slots("velocity", variables);
        Foreach.lerp(m, gradients, 1 - config.beta1);
        Foreach.lerp(v, gradients.squares(), 1 - config.beta2);
        List<Tensor> mean = Foreach.times(m, correction(config.beta1, step));
        List<Tensor> root =
                Foreach.plus(Foreach.sqrt(Foreach.times(v, correction(config.beta2, step))), config.epsilon);
        List<Tensor> move = Foreach.quotient(mean, root);
        Tensor weights = Foreach.norms(variables);
        Tensor moves = Foreach.norms(move);
        Tensor both = Ops.logicalAnd(Ops.greater(weights, 0), Ops.greater(moves, 0));
        Tensor ratio = Ops.where(both, weights.divide(moves), 1);
        Foreach.add(variables, Foreach.scaled(move, Ops.unstack(ratio, 0)), learningRate, -1);
    }

    private static Tensor correction(double beta, Tensor step) {
        return Ops.reciprocal(Ops.subtract(1, Ops.power(beta, step)));
    }
}
