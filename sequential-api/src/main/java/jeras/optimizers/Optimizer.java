package jeras.optimizers;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/** How weights follow gradients. */
public abstract class Optimizer {
    private final Map<String, Map<Variable, Variable>> slots = new LinkedHashMap<>();
    private LearningRateSchedule schedule;
    private long iterations;

    protected Optimizer(double learningRate) {
        this.schedule = step -> learningRate;
    }

    public static Optimizer of(String id) {
        return new Adam();
    }

    /** Records one update: {@code step} is the number of this update from 1, a float64 scalar on the CPU, like the rate. */
    protected abstract void update(List<Variable> variables, List<Tensor> gradients, Tensor learningRate, Tensor step);

    /** One more variable for each of the given ones, of the same shape, zero at first. */
    protected final List<Variable> slots(String name, List<Variable> variables) {
        Map<Variable, Variable> made = slots.computeIfAbsent(name, n -> new LinkedHashMap<>());
        List<Variable> result = new ArrayList<>();
        for (Variable v : variables) {
            result.add(made.computeIfAbsent(v, w -> {
                Variable slot =
                        new Variable(name, w.shape(), w.dataType(), false, () -> Ops.zeros(w.shape(), w.dataType()));
                slot.path(w.path() + "/" + name);
                return slot;
            }));
        }
        return result;
    }

    public final void record(List<Variable> variables, List<Tensor> gradients, Tensor learningRate, Tensor step) {
        update(variables, gradients, learningRate, step);
    }

    public List<Variable> variables() {
        return slots.values().stream().flatMap(m -> m.values().stream()).toList();
    }

    public final long iterations() {
        return iterations;
    }

    public final void iterations(long value) {
        iterations = value;
    }

    /** The learning rate of the next step. */
    public final double learningRate() {
        return schedule.at(iterations);
    }

    public final void setLearningRate(double value) {
        schedule = step -> value;
    }

    private static final class Adam extends Optimizer {
        Adam() {
            super(0.001);
        }

        @Override
        protected void update(List<Variable> variables, List<Tensor> gradients, Tensor lr, Tensor step) {
            Tensor epsilon = Ops.divide(1e-7, Ops.sqrt(Ops.subtract(1, Ops.power(0.999, step))));
            jeras.ops.Foreach.fusedAdam(
                    variables,
                    gradients,
                    slots("momentum", variables),
                    slots("velocity", variables),
                    List.of(),
                    Ops.cast(step, DataType.FLOAT32),
                    lr,
                    0.9,
                    0.999,
                    epsilon);
        }
    }
}
