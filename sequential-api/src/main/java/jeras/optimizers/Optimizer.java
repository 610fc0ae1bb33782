package jeras.optimizers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jeras.JerasException;
import jeras.ModelStateException;
import jeras.ops.Foreach;
import jeras.ops.Lookup;
import jeras.ops.Ops;
import jeras.ops.Recording;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.utils.Naming;

/**
 * How weights follow gradients. An update clips the gradients, decays the weights, moves them, takes them into their moving
 * averages if there are any, and applies their constraints, in this order.
 *
 * <p>A user's own changes the variables by {@link Foreach} or {@link Variable#assign}:
 *
 * <pre>{@code
 * class SignDescent extends Optimizer {
 *     SignDescent(double learningRate) {
 *         super(learningRate);
 *     }
 *
 *     protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
 *         Foreach.add(variables, gradients.stream().map(Ops::sign).toList(), learningRate, -1);
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://keras.io/api/optimizers/">keras.optimizers.Optimizer</a>
 */
public abstract class Optimizer {
    private static final String AVERAGE = "average";
    private static final String ACCUMULATOR = "gradient_accumulator";

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
     * Records the move of the variables; clipping, weight decay and constraints are done around it. Called once for each
     * learning rate that variables are given by {@link KerasOptimizer#learningRateFactors}.
     *
     * @param learningRate a float64 scalar on the CPU
     * @param step the number of this update, from 1, a float64 scalar on the CPU
     */
    protected abstract void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step);

    /**
     * Whether {@link #update} asks its gradients for {@link Gradients#squares} or {@link Gradients#magnitudes}, so that those of
     * rows that a layer looked up are to be kept apart; here, no.
     */
    protected boolean followsRows() {
        return false;
    }

    /**
     * Makes the slots of these variables by {@link #slots}, in the order in which Keras's files have them; here, none.
     */
    protected void createSlots(List<Variable> variables) {}

    /** One more variable for each of the given ones, of the same shape, zero at first. */
    protected final List<Variable> slots(String name, List<Variable> variables) {
        return slots(name, variables, 0);
    }

    /** One more variable for each of the given ones, of the same shape, with this value at first. */
    final List<Variable> slots(String name, List<Variable> variables, double first) {
        return variables.stream()
                .map(v -> slot(name, v, v.path().replace('/', '_') + "_" + name, v.shape(), v.dataType(), first))
                .toList();
    }

    /**
     * One variable more that belongs to another.
     *
     * @param pathName the last part of its path
     */
    final Variable slot(String name, Variable of, String pathName, Shape shape, DataType type, double first) {
        return slots.computeIfAbsent(name, n -> new IdentityHashMap<>())
                .computeIfAbsent(of, v -> state(pathName, shape, type, first));
    }

    /** A variable of the optimizer's own, which files hold where it was made among the slots. */
    final Variable state(String pathName, Shape shape, DataType type, double first) {
        Variable made = Variable.filled(pathName, shape, type, first);
        made.path(name() + "/" + pathName);
        state.add(made);
        return made;
    }

    /** Makes the slots of the trainable variables that have none yet; done by the first update, or before loading a file. */
    public final void build(List<Variable> variables) {
        if (inner() != this) {
            createSlots(variables);
            return;
        }
        if (options.useEma()) {
            slots(AVERAGE, variables);
        }
        if (options.gradientAccumulationSteps() != null) {
            slots(ACCUMULATOR, variables);
        }
        createSlots(variables);
    }

    /** The slots in the order of Keras's files, where they come after the iterations and the learning rate. */
    public final List<Variable> variables() {
        return inner() == this ? List.copyOf(state) : inner().variables();
    }

    /** The variables that this optimizer has made itself. */
    final List<Variable> state() {
        return List.copyOf(state);
    }

    /** The optimizer that moves the weights: this one, or the one that it wraps. */
    Optimizer inner() {
        return this;
    }

    /** What gradients are to be taken of: the loss times what keeps small gradients from vanishing. */
    public final Tensor scaled(Tensor loss) {
        return scaledLoss(loss);
    }

    Tensor scaledLoss(Tensor loss) {
        return options.lossScaleFactor() == null ? loss : loss.multiply(options.lossScaleFactor());
    }

    /** True when an update needs the gradients of looked-up rows apart: what comes first is not linear in them. */
    public final boolean wantsRows() {
        return inner() == this
                ? options.gradientAccumulationSteps() == null && (followsRows() || options.clips())
                : inner().wantsRows();
    }

    /**
     * Records one update; for the training loop.
     *
     * @param trainable all variables that train, among them some without gradients
     * @param gradients those of the {@link #scaled} loss
     * @param learningRate a float64 scalar on the CPU
     * @param step the number of this update, from 1, a float64 scalar on the CPU
     */
    public final void record(List<Variable> trainable, Gradients gradients, Tensor learningRate, Tensor step) {
        build(trainable);
        recordUpdate(trainable, gradients, learningRate, step);
    }

    void recordUpdate(List<Variable> trainable, Gradients gradients, Tensor learningRate, Tensor step) {
        Gradients unscaled =
                options.lossScaleFactor() == null ? gradients : gradients.scaled(1 / options.lossScaleFactor());
        if (options.gradientAccumulationSteps() == null) {
            move(unscaled, learningRate, step);
        } else {
            accumulate(trainable, unscaled, learningRate, step);
        }
        average(trainable, step);
        for (Variable v : gradients.variables()) {
            if (v.constraint() != null) {
                v.assign(v.constraint().apply(v));
            }
        }
    }

    /**
     * Moves variables along gradients; inside a model's {@code trainStep}.
     *
     * <pre>{@code optimizer().apply(Gradients.of(loss, trainableWeights()))}</pre>
     *
     * @throws ModelStateException anywhere else
     * @see <a href="https://keras.io/api/optimizers/">Keras: Optimizer.apply</a>
     */
    public final void apply(Gradients gradients) {
        apply(gradients.variables(), gradients);
    }

    private void apply(List<Variable> trainable, Gradients gradients) {
        UpdateNumbers.Numbers numbers = UpdateNumbers.next(this);
        Ops.withoutGradients(() -> {
            record(trainable, gradients, numbers.learningRate(), numbers.step());
            // What comes after sees the moved weights, and takes gradients of them.
            Recording.writeBack();
        });
    }

    /**
     * Takes the gradients of a loss and moves the variables along them; inside a model's {@code trainStep}. Unlike {@link #apply}
     * it scales the loss as {@code lossScaleFactor} asks for, and treats rows of embeddings as Keras does.
     *
     * @param loss a scalar
     * @throws ModelStateException anywhere else
     */
    public final void minimize(Tensor loss, List<Variable> variables) {
        List<Variable> reached = Gradients.reached(loss, variables);
        if (reached.isEmpty()) {
            return;
        }
        List<Lookup> lookups = wantsRows() ? Lookup.of(reached) : List.of();
        List<Tensor> sources = new ArrayList<>(reached);
        lookups.forEach(l -> sources.add(l.rows()));
        List<Tensor> gradients = Ops.gradients(scaled(loss), sources);
        int n = reached.size();
        apply(
                variables,
                Gradients.of(reached, gradients.subList(0, n), lookups, gradients.subList(n, gradients.size())));
    }

    /** Records one update of variables all of which have gradients. */
    public final void record(Gradients gradients, Tensor learningRate, Tensor step) {
        record(gradients.variables(), gradients, learningRate, step);
    }

    private void move(Gradients gradients, Tensor learningRate, Tensor step) {
        Gradients clipped = options.clip(gradients);
        begin(gradients.variables(), step);
        byFactor(gradients.variables()).forEach((factor, variables) -> {
            Tensor rate = factor == 1 ? learningRate : learningRate.multiply(factor);
            boolean all = variables.size() == gradients.size();
            decay(variables, rate);
            update(variables, all ? clipped : clipped.of(variables), rate, step);
        });
        // The averages below are taken of what an optimizer has assigned.
        Recording.writeBack();
    }

    /** The variables in groups of one learning rate each, by what it is multiplied by; those that stand still are left out. */
    private Map<Double, List<Variable>> byFactor(List<Variable> variables) {
        Map<Double, List<Variable>> groups = variables.stream()
                .collect(Collectors.groupingBy(options::learningRateFactor, TreeMap::new, Collectors.toList()));
        groups.remove(0.0);
        return groups;
    }

    private void accumulate(List<Variable> trainable, Gradients gradients, Tensor learningRate, Tensor step) {
        int steps = options.gradientAccumulationSteps();
        List<Variable> sums = slots(ACCUMULATOR, gradients.variables());
        Foreach.add(sums, gradients, 1);
        Ops.when(isMultiple(step, steps), () -> {
            Gradients mean = Gradients.of(gradients.variables(), Foreach.times(sums, 1.0 / steps));
            move(mean, learningRate, step.divide(steps));
            Foreach.zero(slots(ACCUMULATOR, trainable));
        });
    }

    private void average(List<Variable> trainable, Tensor step) {
        if (!options.useEma()) {
            return;
        }
        List<Variable> averages = slots(AVERAGE, trainable);
        Tensor before = step.subtract(1);
        Tensor iterations = options.gradientAccumulationSteps() == null
                ? before
                : Ops.floor(before.divide(options.gradientAccumulationSteps()));
        // The first average is the weight itself.
        double momentum = options.emaMomentum();
        Tensor first = Ops.cast(Ops.equal(iterations, 0), DataType.FLOAT64);
        Foreach.lerp(averages, trainable, first.multiply(momentum).add(1 - momentum));
        Integer frequency = options.emaOverwriteFrequency();
        if (frequency != null) {
            Ops.when(isMultiple(iterations.add(1), frequency), () -> Foreach.copy(trainable, averages));
        }
    }

    private static Tensor isMultiple(Tensor number, int of) {
        Tensor parts = number.divide(of);
        return Ops.equal(parts, Ops.floor(parts));
    }

    /**
     * The moving averages of weights, in their order.
     *
     * @throws ModelStateException unless the optimizer was made with {@code useEma(true)}
     */
    public final List<Variable> averages(List<Variable> weights) {
        if (inner() != this) {
            return inner().averages(weights);
        }
        if (!options.useEma()) {
            throw new ModelStateException(JerasException.message(
                    "Optimizer \"" + name() + "\" keeps no moving averages of the weights.",
                    "an optimizer with useEma(true)",
                    "one with useEma(false)",
                    "compile with, for example, " + getClass().getSimpleName() + ".of(0.001).useEma(true)"));
        }
        return slots(AVERAGE, weights);
    }

    /** True when {@link #recordFinish} does something. */
    public final boolean finishes() {
        return inner().options.useEma();
    }

    /** Records what follows the last epoch: the weights become their moving averages. */
    public final void recordFinish(List<Variable> trainable) {
        if (finishes() && !trainable.isEmpty()) {
            Foreach.copy(trainable, averages(trainable));
        }
    }

    /** What comes before weights shrink and move, once for all of them; here, nothing. */
    void begin(List<Variable> variables, Tensor step) {}

    /** Shrinks the weights before an update. */
    void decay(List<Variable> variables, Tensor learningRate) {
        if (options.weightDecay() != null) {
            decay(variables, learningRate, options.weightDecay());
        }
    }

    final void decay(List<Variable> variables, Tensor learningRate, double share) {
        List<Variable> decaying = variables.stream().filter(options::decays).toList();
        if (!decaying.isEmpty()) {
            Foreach.decay(decaying, learningRate, share);
        }
    }

    /** The number of steps made; of those that accumulate gradients each counts. */
    public final long iterations() {
        settle();
        return inner().iterations;
    }

    public final void iterations(long value) {
        settle();
        inner().iterations = value;
    }

    /** Takes off the number of steps made what the program has left out; here, nothing. */
    void settle() {}

    /** The number of steps that were tried: what a step is told, of which nothing is read back. */
    final long tried() {
        return inner().iterations;
    }

    final void tried(long value) {
        inner().iterations = value;
    }

    /** The learning rate of the next step. */
    public final double learningRate() {
        Optimizer o = inner();
        return o.schedule == null ? o.learningRate : o.schedule.at(o.iterations);
    }

    /**
     * Changes the learning rate of the steps that follow.
     *
     * @throws ModelStateException when the optimizer was made with a schedule
     */
    public final void setLearningRate(double value) {
        if (schedule() != null) {
            throw new ModelStateException(JerasException.message(
                    "The learning rate of optimizer \"" + name() + "\" cannot be set.",
                    "an optimizer made with a number as its learning rate",
                    "one made with the schedule " + schedule(),
                    "make it with a number, such as " + getClass().getSimpleName() + ".of(0.001)"));
        }
        inner().learningRate = value;
    }

    /** The schedule that the optimizer was made with; null when it was made with a number. */
    public final LearningRateSchedule schedule() {
        return inner().schedule;
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
