package jeras.optimizers;

import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Foreach;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.utils.Arguments;

/**
 * "Follow the regularized leader": weights are computed anew from the sums of all gradients and their squares, which with an L1
 * penalty makes many of them exactly 0. For shallow models with many sparse features.
 *
 * <pre>{@code Ftrl.of(0.05).l1RegularizationStrength(0.01)}</pre>
 *
 * @see <a href="https://research.google.com/pubs/archive/41159.pdf">McMahan et al.: Ad Click Prediction</a>
 * @see <a href="https://keras.io/api/optimizers/ftrl/">keras.optimizers.Ftrl</a>
 */
public final class Ftrl extends KerasOptimizer<Ftrl, Ftrl.Config> {
    private static final Config DEFAULT = new Config(-0.5, 0.1, 0, 0, 0, 0);

    /** Keras's arguments. */
    record Config(
            double learningRatePower,
            double initialAccumulatorValue,
            double l1RegularizationStrength,
            double l2RegularizationStrength,
            double l2ShrinkageRegularizationStrength,
            double beta) {
        Config {
            if (learningRatePower > 0) {
                throw new InvalidArgumentException(JerasException.message(
                        "Ftrl cannot be made.",
                        "learningRatePower of at most 0",
                        Double.toString(learningRatePower),
                        "give 0 for a learning rate that stays, or -0.5"));
            }
            Arguments.nonNegative("Ftrl", "initialAccumulatorValue", initialAccumulatorValue);
            Arguments.nonNegative("Ftrl", "l1RegularizationStrength", l1RegularizationStrength);
            Arguments.nonNegative("Ftrl", "l2RegularizationStrength", l2RegularizationStrength);
            Arguments.nonNegative("Ftrl", "l2ShrinkageRegularizationStrength", l2ShrinkageRegularizationStrength);
        }
    }

    private Ftrl(Rate rate, Config config) {
        super(rate, config, Ftrl::new);
    }

    /** With the learning rate 0.001. */
    public static Ftrl of() {
        return of(0.001);
    }

    public static Ftrl of(double learningRate) {
        return new Ftrl(Rate.of(learningRate), DEFAULT);
    }

    public static Ftrl of(LearningRateSchedule schedule) {
        return new Ftrl(Rate.of(schedule), DEFAULT);
    }

    /** How fast the learning rate falls with the sum of squares; 0 or less; default: -0.5. */
    public Ftrl learningRatePower(double learningRatePower) {
        return with("learningRatePower", learningRatePower);
    }

    /** Where the sum of squares begins; 0 or more; default: 0.1. */
    public Ftrl initialAccumulatorValue(double initialAccumulatorValue) {
        return with("initialAccumulatorValue", initialAccumulatorValue);
    }

    /** The penalty on absolute values; 0 or more; default: 0. */
    public Ftrl l1RegularizationStrength(double l1RegularizationStrength) {
        return with("l1RegularizationStrength", l1RegularizationStrength);
    }

    /** The penalty on squares; 0 or more; default: 0. */
    public Ftrl l2RegularizationStrength(double l2RegularizationStrength) {
        return with("l2RegularizationStrength", l2RegularizationStrength);
    }

    /** The penalty on squares that changes the gradients, not the learning rate; 0 or more; default: 0. */
    public Ftrl l2ShrinkageRegularizationStrength(double l2ShrinkageRegularizationStrength) {
        return with("l2ShrinkageRegularizationStrength", l2ShrinkageRegularizationStrength);
    }

    /** A further penalty on squares, for all learning rates the same; default: 0. */
    public Ftrl beta(double beta) {
        return with("beta", beta);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        // Keras's files have the slots of a variable side by side.
        for (Variable v : variables) {
            slots("accumulator", List.of(v), config.initialAccumulatorValue);
            slots("linear", List.of(v));
        }
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> sums = slots("accumulator", variables);
        List<Variable> linear = slots("linear", variables);
        Tensor perRate = Ops.reciprocal(learningRate);
        List<Tensor> newSums = Foreach.sum(sums, gradients.squares(), 1);
        List<Tensor> newPower = Foreach.power(newSums, -config.learningRatePower);
        List<Tensor> growth = Foreach.sum(newPower, Foreach.power(sums, -config.learningRatePower), -1);
        Foreach.add(linear, gradients, 1);
        if (config.l2ShrinkageRegularizationStrength != 0) {
            Foreach.add(linear, variables, 2 * config.l2ShrinkageRegularizationStrength);
        }
        Foreach.addProduct(linear, Foreach.times(growth, perRate), variables, -1);
        Tensor penalty = perRate.multiply(config.beta).add(2 * config.l2RegularizationStrength);
        List<Tensor> quadratic = Foreach.plus(Foreach.times(newPower, perRate), penalty);
        List<Tensor> kept = Foreach.clip(linear, -config.l1RegularizationStrength, config.l1RegularizationStrength);
        Foreach.copy(variables, Foreach.quotient(Foreach.sum(kept, linear, -1), quadratic));
        Foreach.copy(sums, newSums);
    }
}
