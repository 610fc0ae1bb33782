package jeras.optimizers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.backend.Values;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.utils.Records;

/**
 * Multiplies the loss while another optimizer trains in float16, so that small gradients do not vanish, and divides the gradients by
 * the same number. When one of them is not finite, the step is left out and the scale halved; after so many good steps the scale
 * doubles.
 *
 * <pre>{@code LossScaleOptimizer.of(Adam.of(1e-3)).dynamicGrowthSteps(1000)}</pre>
 *
 * <p>{@code compile} puts it around the optimizer of a model whose policy is {@code "mixed_float16"}. All is decided inside the
 * program; a GPU waits once a step for the decision. A learning rate schedule counts a step that was left out until somebody asks
 * for {@link #iterations}, as saving does.
 *
 * @see <a href="https://keras.io/api/optimizers/loss_scale_optimizer/">keras.optimizers.LossScaleOptimizer</a>
 */
public final class LossScaleOptimizer extends Optimizer {
    private final Optimizer inner;
    private final double initialScale;
    private final int dynamicGrowthSteps;
    private Variable stepCounter;
    private Variable dynamicScale;
    /** How many steps were left out since {@link #settle}; no part of files. */
    private final Variable leftOut = Variable.zeros("left_out", new Shape(), DataType.FLOAT32);

    private LossScaleOptimizer(Optimizer inner, double initialScale, int dynamicGrowthSteps, String name) {
        super(0);
        this.inner = inner;
        this.initialScale = initialScale;
        this.dynamicGrowthSteps = dynamicGrowthSteps;
        options(Records.with(OptimizerOptions.NONE, "name", name));
    }

    /**
     * Around another optimizer.
     *
     * @throws InvalidArgumentException if that one scales losses already
     */
    public static LossScaleOptimizer of(Optimizer innerOptimizer) {
        boolean again = innerOptimizer instanceof LossScaleOptimizer;
        if (again || innerOptimizer.options().lossScaleFactor() != null) {
            throw new InvalidArgumentException(JerasException.message(
                    "LossScaleOptimizer cannot be made.",
                    "an optimizer inside that does not scale losses itself",
                    again ? "another LossScaleOptimizer" : "one with a lossScaleFactor",
                    "scale once"));
        }
        return new LossScaleOptimizer(innerOptimizer, 0x1p15, 2000, null);
    }

    /** What the loss is multiplied by at first; better too high than too low. Default: 32768. */
    public LossScaleOptimizer initialScale(double initialScale) {
        if (!(initialScale > 0) || Double.isInfinite(initialScale)) {
            throw new InvalidArgumentException(JerasException.message(
                    "LossScaleOptimizer cannot be made.",
                    "initialScale above 0",
                    Double.toString(initialScale),
                    "give a positive number"));
        }
        return new LossScaleOptimizer(
                inner, initialScale, dynamicGrowthSteps, options().name());
    }

    /** After how many steps in a row with finite gradients the scale doubles. Default: 2000. */
    public LossScaleOptimizer dynamicGrowthSteps(int dynamicGrowthSteps) {
        if (dynamicGrowthSteps < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "LossScaleOptimizer cannot be made.",
                    "dynamicGrowthSteps of at least 1",
                    Integer.toString(dynamicGrowthSteps),
                    "give a number of steps"));
        }
        return new LossScaleOptimizer(
                inner, initialScale, dynamicGrowthSteps, options().name());
    }

    /** Default: {@code loss_scale_optimizer}. */
    public LossScaleOptimizer name(String name) {
        return new LossScaleOptimizer(inner, initialScale, dynamicGrowthSteps, name);
    }

    /** The optimizer that moves the weights. */
    public Optimizer innerOptimizer() {
        return inner;
    }

    public double initialScale() {
        return initialScale;
    }

    public int dynamicGrowthSteps() {
        return dynamicGrowthSteps;
    }

    /** The steps with finite gradients since the scale has changed, and the scale: what files hold besides the optimizer inside. */
    public List<Variable> scaleVariables() {
        if (stepCounter == null) {
            stepCounter = state("step_counter", new Shape(), DataType.INT32, 0);
            dynamicScale = state("dynamic_scale", new Shape(), DataType.FLOAT32, initialScale);
        }
        return state();
    }

    @Override
    Optimizer inner() {
        return inner;
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        scaleVariables();
        inner.build(variables);
    }

    @Override
    Tensor scaledLoss(Tensor loss) {
        scaleVariables();
        return loss.multiply(dynamicScale);
    }

    @Override
    void recordUpdate(List<Variable> trainable, Gradients gradients, Tensor learningRate, Tensor step) {
        Tensor finite = finite(gradients);
        Tensor good = step.subtract(Ops.cast(leftOut, DataType.FLOAT64));
        Ops.when(finite, () -> {
            inner.recordUpdate(trainable, gradients.scaled(Ops.reciprocal(dynamicScale)), learningRate, good);
            Tensor grows = Ops.equal(stepCounter, dynamicGrowthSteps - 1.0);
            dynamicScale.assign(Ops.where(grows, dynamicScale.multiply(2), dynamicScale));
            stepCounter.assign(Ops.where(grows, Ops.zerosLike(stepCounter), stepCounter.add(1)));
        });
        Ops.when(Ops.logicalNot(finite), () -> {
            dynamicScale.assign(dynamicScale.multiply(0.5));
            stepCounter.assign(Ops.zerosLike(stepCounter));
            leftOut.assign(leftOut.add(1));
        });
    }

    /** Whether all elements of all gradients are finite, a boolean scalar. */
    private static Tensor finite(Gradients gradients) {
        List<Tensor> each = new ArrayList<>();
        gradients.forEach(g -> each.add(Ops.all(Ops.isFinite(g))));
        return Ops.all(Ops.stack(each, 0));
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        inner.update(variables, gradients, learningRate, step);
    }

    @Override
    void settle() {
        if (leftOut.storage() == null) {
            return;
        }
        long steps = (long) Values.read(leftOut).item();
        if (steps > 0) {
            tried(tried() - steps);
            Values.write(leftOut, Array.zeros(DataType.FLOAT32));
        }
    }

    @Override
    public String toString() {
        return "LossScaleOptimizer[innerOptimizer=" + inner + ", initialScale=" + initialScale + ", dynamicGrowthSteps="
                + dynamicGrowthSteps + "]";
    }
}
