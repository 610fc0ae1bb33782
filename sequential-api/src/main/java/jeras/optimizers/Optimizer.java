package jeras.optimizers;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jeras.JerasException;
import jeras.ModelStateException;
import jeras.ops.Foreach;
import jeras.ops.Lookup;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.utils.Naming;

/**
 * How weights follow gradients. An update clips the gradients, decays the weights, moves them, and applies their constraints,
 * in this order.
 *
 * <p>A user's own changes the variables by {@link Foreach} or {@link Variable#assign}:
 *
 * <pre>{@code
 * class SignDescent extends Optimizer {
 *     SignDescent(double learningRate) {
 *         super(learningRate);
 *     }
 *
 *     protected void update(List<Variable> variables, List<Tensor> gradients, Tensor learningRate, Tensor step) {
 *         Foreach.add(variables, gradients.stream().map(Ops::sign).toList(), learningRate, -1);
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://keras.io/api/optimizers/">keras.optimizers.Optimizer</a>
 */
public abstract class Optimizer {
    private final Map<String, Map<Variable, Variable>> slots = new LinkedHashMap<>();
    private final List<Variable> state = new ArrayList<>();
    private final LearningRateSchedule schedule;
    private OptimizerOptions options = OptimizerOptions.NONE;
    private double learningRate;
    private long iterations;

    protected Optimizer(double learningRate) {
        this(learningRate, null);
    }

    protected Optimizer(LearningRateSchedule schedule) {
        this(0, schedule);
    }

    /** @param schedule null for the number */
    Optimizer(double learningRate, LearningRateSchedule schedule) {
        this.learningRate = learningRate;
        this.schedule = schedule;
    }

    /** The optimizer with Keras's id, such as {@code "adam"}, with its default arguments. */
    public static Optimizer of(String id) {
        return Optimizers.of(id);
    }

    /**
     * Records the move of the variables; clipping, weight decay and constraints are done around it.
     *
     * @param learningRate a float64 scalar on the CPU
     * @param step the number of this update, from 1, a float64 scalar on the CPU
     */
    protected abstract void update(List<Variable> variables, List<Tensor> gradients, Tensor learningRate, Tensor step);

    /**
     * Makes the slots of these variables by {@link #slots}, in the order in which Keras's files have them; here, none.
     */
    protected void createSlots(List<Variable> variables) {}

    /** One more variable for each of the given ones, of the same shape, zero at first. */
    protected final List<Variable> slots(String name, List<Variable> variables) {
        Map<Variable, Variable> made = slots.computeIfAbsent(name, n -> new IdentityHashMap<>());
        return variables.stream()
                .map(v -> made.computeIfAbsent(v, w -> slot(name, w)))
                .toList();
    }

    private Variable slot(String name, Variable of) {
        Variable slot = Variable.zeros(name, of.shape(), of.dataType());
        slot.path(name() + "/" + of.path().replace('/', '_') + "_" + name);
        state.add(slot);
        return slot;
    }

    /** Makes the slots of the trainable variables that have none yet; done by the first update, or before loading a file. */
    public final void build(List<Variable> variables) {
        createSlots(variables);
    }

    /** The slots in the order of Keras's files, where they come after the iterations and the learning rate. */
    public final List<Variable> variables() {
        return List.copyOf(state);
    }

    /** Records one update. */
    public final void record(List<Variable> variables, List<Tensor> gradients, Tensor learningRate, Tensor step) {
        record(variables, gradients, List.of(), List.of(), learningRate, step);
    }

    /**
     * Records one update; for the training loop.
     *
     * @param lookups rows that were taken from some of the variables
     * @param rowGradients the gradients of these rows
     */
    public final void record(
            List<Variable> variables,
            List<Tensor> gradients,
            List<Lookup> lookups,
            List<Tensor> rowGradients,
            Tensor learningRate,
            Tensor step) {
        if (variables.isEmpty()) {
            return;
        }
        build(variables);
        List<Tensor> clipped = options.clip(gradients);
        for (int i = 0; i < lookups.size(); i++) {
            Variable table = lookups.get(i).table();
            Variable squares = slots(squaresSlot(), List.of(table)).get(0);
            lookups.get(i)
                    .squareByPlace(
                            squares, gradients.get(variables.indexOf(table)), rowGradients.get(i), squaresDecay());
        }
        if (options.weightDecay() != null) {
            List<Variable> decaying = variables.stream().filter(this::decays).toList();
            if (!decaying.isEmpty()) {
                Foreach.decay(decaying, learningRate, options.weightDecay());
            }
        }
        update(variables, clipped, learningRate, step);
        for (Variable v : variables) {
            if (v.constraint() != null) {
                v.assign(v.constraint().apply(v));
            }
        }
    }

    /** The slot that holds a running mean of squared gradients; empty when there is none. */
    String squaresSlot() {
        return "";
    }

    /** The share of itself that the running mean of squares keeps in a step. */
    double squaresDecay() {
        return 1;
    }

    /** True when the gradients of repeated rows are squared one by one; clipped gradients are not. */
    public final boolean squaresByPlace() {
        return !squaresSlot().isEmpty() && !options.clips();
    }

    private boolean decays(Variable variable) {
        return options.notDecayed().stream()
                .noneMatch(
                        name -> Pattern.compile(name).matcher(variable.path()).find());
    }

    /** The number of updates made. */
    public final long iterations() {
        return iterations;
    }

    public final void iterations(long value) {
        iterations = value;
    }

    /** The learning rate of the next step. */
    public final double learningRate() {
        return schedule == null ? learningRate : schedule.at(iterations);
    }

    /**
     * Changes the learning rate of the steps that follow.
     *
     * @throws ModelStateException when the optimizer was made with a schedule
     */
    public final void setLearningRate(double value) {
        if (schedule != null) {
            throw new ModelStateException(JerasException.message(
                    "The learning rate of optimizer \"" + name() + "\" cannot be set.",
                    "an optimizer made with a number as its learning rate",
                    "one made with the schedule " + schedule,
                    "make it with a number, such as " + getClass().getSimpleName() + ".of(0.001)"));
        }
        learningRate = value;
    }

    /** The schedule that the optimizer was made with; null when it was made with a number. */
    public final LearningRateSchedule schedule() {
        return schedule;
    }

    /** Weight decay, clipping and name. */
    public final OptimizerOptions options() {
        return options;
    }

    final void options(OptimizerOptions newOptions) {
        options = newOptions;
    }

    public final String name() {
        return options.name() == null ? Naming.snakeCase(getClass().getSimpleName()) : options.name();
    }
}
