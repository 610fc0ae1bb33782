package jeras.optimizers;

import java.util.List;
import jeras.ops.Foreach;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * {@link AdamW} without a schedule of the learning rate: gradients are taken between a fast sequence of weights, which moves as by
 * Adam, and the mean of all that sequence's values so far.
 *
 * <pre>{@code ScheduleFreeAdamW.of(0.0025).warmupSteps(1000)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/2405.15682">Defazio et al.: The Road Less Scheduled</a>
 * @see <a href="https://keras.io/api/optimizers/">keras.optimizers.ScheduleFreeAdamW</a>
 */
public final class ScheduleFreeAdamW extends KerasOptimizer<ScheduleFreeAdamW, ScheduleFreeAdamW.Config> {
    private static final Config DEFAULT = new Config(0.9, 0.999, 1e-8, 0);

    /** Keras's arguments. */
    record Config(double beta1, double beta2, double epsilon, int warmupSteps) {}

    private ScheduleFreeAdamW(Rate rate, Config config) {
        super(rate, config, ScheduleFreeAdamW::new);
    }

    /** With the learning rate 0.0025. */
    public static ScheduleFreeAdamW of() {
        return of(0.0025);
    }

    public static ScheduleFreeAdamW of(double learningRate) {
        return new ScheduleFreeAdamW(Rate.of(learningRate), DEFAULT);
    }

    public static ScheduleFreeAdamW of(LearningRateSchedule schedule) {
        return new ScheduleFreeAdamW(Rate.of(schedule), DEFAULT);
    }

    /** The share of the mean in the weights that gradients are taken at; default: 0.9. */
    public ScheduleFreeAdamW beta1(double beta1) {
        return with("beta1", beta1);
    }

    /** How slowly the mean of the squared gradients follows; default: 0.999. */
    public ScheduleFreeAdamW beta2(double beta2) {
        return with("beta2", beta2);
    }

    /** Added to the root; default: 1e-8. */
    public ScheduleFreeAdamW epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** Over how many steps the learning rate grows from 0; default: 0. */
    public ScheduleFreeAdamW warmupSteps(int warmupSteps) {
        return with("warmupSteps", warmupSteps);
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
    void begin(List<Variable> variables, Tensor step) {
        Ops.when(Ops.equal(step, 1), () -> Foreach.copy(slots("momentum", variables), variables));
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        // Rounded as in Keras, which takes them from 1 afterwards.
        double beta1 = (float) config.beta1;
        double beta2 = (float) config.beta2;
        List<Variable> fast = slots("momentum", variables);
        List<Variable> v = slots("velocity", variables);
        Tensor rate = config.warmupSteps > 0
                ? learningRate.multiply(Ops.minimum(step.divide(config.warmupSteps), 1))
                : learningRate;
        Foreach.lerp(v, gradients.squares(), 1 - beta2);
        Tensor correction = Ops.reciprocal(Ops.subtract(1, Ops.power(beta2, step)));
        List<Tensor> root = Foreach.plus(Foreach.sqrt(Foreach.times(v, correction)), config.epsilon);
        Foreach.addQuotient(fast, gradients, root, rate, -1);
        // The weights are (1 - β1) · fast + β1 · mean, from which the mean is found again: as in Keras on TensorFlow
        // with the
        // fast weights that have moved already.
        List<Tensor> mean = Foreach.times(Foreach.sum(variables, fast, beta1 - 1), 1 / beta1);
        Tensor newest = Ops.reciprocal(step);
        List<Tensor> newMean =
                Foreach.sum(Foreach.times(mean, Ops.subtract(1, newest)), Foreach.times(fast, newest), 1);
        Foreach.copy(variables, Foreach.sum(Foreach.times(fast, 1 - beta1), newMean, beta1));
    }
}
