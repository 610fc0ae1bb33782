package jeras.optimizers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Foreach;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * {@link Adam} with Nesterov's look ahead, its momentum growing with the steps: {@code u_t = β1 (1 - 0.96^t / 2)},
 * {@code n = u_{t+1} m / (1 - u_1 ··· u_{t+1}) + (1-u_t) g / (1 - u_1 ··· u_t)}, {@code w -= lr · n / (√(v / (1-β2^t)) + ε)}.
 *
 * <pre>{@code Nadam.of(0.002)}</pre>
 *
 * @see <a href="https://openreview.net/pdf?id=OM0jvwB8jIp57ZJjtNEZ">Dozat: Incorporating Nesterov Momentum into Adam</a>
 * @see <a href="https://keras.io/api/optimizers/Nadam/">keras.optimizers.Nadam</a>
 */
public final class Nadam extends KerasOptimizer<Nadam, Nadam.Config> {
    private static final Config DEFAULT = new Config(0.9, 0.999, 1e-7);

    /** Keras's arguments. */
    record Config(double beta1, double beta2, double epsilon) {}

    /** {@code u_1 ··· u_t}. */
    private Variable momentumProduct;

    private Nadam(Rate rate, Config config) {
        super(rate, config, Nadam::new);
    }

    /** With the learning rate 0.001. */
    public static Nadam of() {
        return of(0.001);
    }

    public static Nadam of(double learningRate) {
        return new Nadam(Rate.of(learningRate), DEFAULT);
    }

    public static Nadam of(LearningRateSchedule schedule) {
        return new Nadam(Rate.of(schedule), DEFAULT);
    }

    /** How slowly the mean of the gradients follows; default: 0.9. */
    public Nadam beta1(double beta1) {
        return with("beta1", beta1);
    }

    /** How slowly the mean of the squared gradients follows; default: 0.999. */
    public Nadam beta2(double beta2) {
        return with("beta2", beta2);
    }

    /** Added to the root; default: 1e-7. */
    public Nadam epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        // Keras's files have the slots of a variable side by side.
        for (Variable v : variables) {
            slots("momentum", List.of(v));
            slots("velocity", List.of(v));
        }
        if (momentumProduct == null && !variables.isEmpty()) {
            momentumProduct = state("u_product", new Shape(), variables.get(0).dataType(), 1);
        }
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    void begin(List<Variable> variables, Tensor step) {
        momentumProduct.assign(momentumProduct.multiply(Ops.onDevice(momentum(step))));
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        // Rounded as in Keras, which takes them from 1 afterwards: of 1 - 0.999 that is the fifth digit.
        double beta1 = (float) config.beta1;
        double beta2 = (float) config.beta2;
        Tensor now = momentum(step);
        Tensor next = momentum(step.add(1));
        List<Variable> m = slots("momentum", variables);
        List<Variable> v = slots("velocity", variables);
        Foreach.lerp(m, gradients, 1 - beta1);
        Foreach.lerp(v, gradients.squares(), 1 - beta2);
        Tensor ahead = Ops.onDevice(next);
        Tensor ofMean = ahead.divide(Ops.subtract(1, momentumProduct.multiply(ahead)));
        Tensor ofGradient = Ops.onDevice(Ops.subtract(1, now)).divide(Ops.subtract(1, momentumProduct));
        List<Tensor> move = Foreach.sum(Foreach.scaled(m, ofMean), Foreach.scaled(gradients, ofGradient), 1);
        Tensor correction = Ops.reciprocal(Ops.subtract(1, Ops.power(beta2, step)));
        List<Tensor> root = Foreach.plus(Foreach.sqrt(Foreach.times(v, correction)), config.epsilon);
        Foreach.addQuotient(variables, move, root, learningRate, -1);
    }

    /** The momentum of a step, a scalar on the CPU. */
    private Tensor momentum(Tensor step) {
        return Ops.subtract(1, Ops.power(0.96, step).multiply(0.5)).multiply(config.beta1);
    }
}
