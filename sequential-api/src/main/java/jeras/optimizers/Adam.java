package jeras.optimizers;

import java.util.List;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * Follows the mean of the gradients, divided by the root of the mean of their squares:
 * {@code w -= lr · √(1-β2^t) / (1-β1^t) · m / (√v + ε)}. One kernel updates all variables.
 *
 * <pre>{@code Adam.of(1e-3).beta1(0.8)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba: Adam</a>
 * @see <a href="https://keras.io/api/optimizers/adam/">keras.optimizers.Adam</a>
 */
public final class Adam extends KerasOptimizer<Adam, AdamConfig> {
    private Adam(Rate rate, AdamConfig config) {
        super(rate, config, Adam::new);
    }

    /** With the learning rate 0.001. */
    public static Adam of() {
        return of(0.001);
    }

    public static Adam of(double learningRate) {
        return new Adam(Rate.of(learningRate), AdamConfig.DEFAULT);
    }

    public static Adam of(LearningRateSchedule schedule) {
        return new Adam(Rate.of(schedule), AdamConfig.DEFAULT);
    }

    /** How slowly the mean of the gradients follows; default: 0.9. */
    public Adam beta1(double beta1) {
        return with("beta1", beta1);
    }

    /** How slowly the mean of the squared gradients follows; default: 0.999. */
    public Adam beta2(double beta2) {
        return with("beta2", beta2);
    }

    /** "Epsilon hat" of the paper, added to the root before its correction; default: 1e-7. */
    public Adam epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** Whether the greatest mean of the squared gradients so far is used (AMSGrad); default: false. */
    public Adam amsgrad(boolean amsgrad) {
        return with("amsgrad", amsgrad);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        config.createSlots(variables, this::slots);
    }

    @Override
    protected void update(List<Variable> variables, List<Tensor> gradients, Tensor learningRate, Tensor step) {
        config.update(variables, gradients, learningRate, step, this::slots);
    }
}
