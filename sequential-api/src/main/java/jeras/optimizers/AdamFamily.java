package jeras.optimizers;

import java.util.List;
import java.util.function.BiFunction;
import jeras.ops.Foreach;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * What {@link Adam} and {@link AdamW} share.
 *
 * @param <O> the optimizer's own type
 */
public abstract class AdamFamily<O extends AdamFamily<O>> extends KerasOptimizer<O, AdamFamily.Config> {
    static final Config DEFAULT = new Config(0.9, 0.999, 1e-7, false);

    /** Keras's arguments. */
    record Config(double beta1, double beta2, double epsilon, boolean amsgrad) {}

    AdamFamily(Rate rate, Config config, BiFunction<Rate, Config, O> maker) {
        super(rate, config, maker);
    }

    /** How slowly the mean of the gradients follows; default: 0.9. */
    public final O beta1(double beta1) {
        return with("beta1", beta1);
    }

    /** How slowly the mean of the squared gradients follows; default: 0.999. */
    public final O beta2(double beta2) {
        return with("beta2", beta2);
    }

    /** "Epsilon hat" of the paper, added to the root before its correction; default: 1e-7. */
    public final O epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** Whether the greatest mean of the squared gradients so far is used (AMSGrad); default: false. */
    public final O amsgrad(boolean amsgrad) {
        return with("amsgrad", amsgrad);
    }

    @Override
    protected final void createSlots(List<Variable> variables) {
        // Keras's files have both slots of a variable side by side, and the maxima after all of them.
        for (Variable v : variables) {
            slots("momentum", List.of(v));
            slots("velocity", List.of(v));
        }
        maxima(variables);
    }

    private List<Variable> maxima(List<Variable> variables) {
        return config.amsgrad ? slots("velocity_hat", variables) : List.of();
    }

    @Override
    protected final boolean followsRows() {
        return true;
    }

    @Override
    protected final void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> velocities = slots("velocity", variables);
        if (config.beta2 > 0) {
            // The kernel squares whole gradients: v = β2 v + (1-β2) g². What it misses is added to v ahead of it.
            gradients.addRepetitions(velocities, (1 - config.beta2) / config.beta2);
        }
        Foreach.fusedAdam(
                variables,
                gradients,
                slots("momentum", variables),
                velocities,
                maxima(variables),
                learningRate,
                step,
                config.beta1,
                config.beta2,
                config.epsilon);
    }
}
