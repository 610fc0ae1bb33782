package jeras.optimizers;

import java.util.List;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * {@link Adam} with weight decay, 0.004 by default: before each update {@code w -= lr · decay · w}.
 *
 * <pre>{@code AdamW.of(1e-3).beta1(0.8)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov, Hutter: Decoupled Weight Decay Regularization</a>
 * @see <a href="https://keras.io/api/optimizers/adamw/">keras.optimizers.AdamW</a>
 */
public final class AdamW extends KerasOptimizer<AdamW, AdamConfig> {
    private AdamW(Rate rate, AdamConfig config) {
        super(rate, config, AdamW::new);
    }

    /** With the learning rate 0.001. */
    public static AdamW of() {
        return of(0.001);
    }

    public static AdamW of(double learningRate) {
        return new AdamW(Rate.of(learningRate), AdamConfig.DEFAULT).weightDecay(0.004);
    }

    public static AdamW of(LearningRateSchedule schedule) {
        return new AdamW(Rate.of(schedule), AdamConfig.DEFAULT).weightDecay(0.004);
    }

    /** How slowly the mean of the gradients follows; default: 0.9. */
    public AdamW beta1(double beta1) {
        return with("beta1", beta1);
    }

    /** How slowly the mean of the squared gradients follows; default: 0.999. */
    public AdamW beta2(double beta2) {
        return with("beta2", beta2);
    }

    /** "Epsilon hat" of the paper, added to the root before its correction; default: 1e-7. */
    public AdamW epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** Whether the greatest mean of the squared gradients so far is used (AMSGrad); default: false. */
    public AdamW amsgrad(boolean amsgrad) {
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
