package jeras.optimizers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * Keeps of the mean of the squared gradients of a matrix only its rows' and columns' means, and moves weights in proportion to
 * their size: for models whose optimizer state would not fit.
 *
 * <ul>
 *   <li>{@code β = 1 - t^beta2Decay}, {@code r = β r + (1-β) mean(g² + ε1)} over the columns, {@code c} the same over the rows
 *   <li>{@code v = r c / mean(r)}, {@code u = g / √v}
 *   <li>{@code w -= max(ε2, rms(w)) · min(lr, 1/√t) · u / max(1, rms(u) / clipThreshold)}
 * </ul>
 *
 * <pre>{@code Adafactor.of(0.01).clipThreshold(2)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1804.04235">Shazeer, Stern: Adafactor</a>
 * @see <a href="https://keras.io/api/optimizers/adafactor/">keras.optimizers.Adafactor</a>
 */
public final class Adafactor extends KerasOptimizer<Adafactor, Adafactor.Config> {
    private static final Config DEFAULT = new Config(-0.8, 1e-30, 1e-3, 1, true);

    /** Keras's arguments. */
    record Config(double beta2Decay, double epsilon1, double epsilon2, double clipThreshold, boolean relativeStep) {}

    private Adafactor(Rate rate, Config config) {
        super(rate, config, Adafactor::new);
    }

    /** With the learning rate 0.001. */
    public static Adafactor of() {
        return of(0.001);
    }

    public static Adafactor of(double learningRate) {
        return new Adafactor(Rate.of(learningRate), DEFAULT);
    }

    public static Adafactor of(LearningRateSchedule schedule) {
        return new Adafactor(Rate.of(schedule), DEFAULT);
    }

    /** The power of the step by which the mean of squares slows down; default: -0.8. */
    public Adafactor beta2Decay(double beta2Decay) {
        return with("beta2Decay", beta2Decay);
    }

    /** Added to the squared gradients; default: 1e-30. */
    public Adafactor epsilon1(double epsilon1) {
        return with("epsilon1", epsilon1);
    }

    /** The least size of weights that moves go by; default: 0.001. */
    public Adafactor epsilon2(double epsilon2) {
        return with("epsilon2", epsilon2);
    }

    /** The size from which a move is scaled down; default: 1. */
    public Adafactor clipThreshold(double clipThreshold) {
        return with("clipThreshold", clipThreshold);
    }

    /**
     * As in Keras without effect: the learning rate is at most {@code 1/√t} with it and without; default: true.
     */
    public Adafactor relativeStep(boolean relativeStep) {
        return with("relativeStep", relativeStep);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        for (Variable v : variables) {
            rows(v);
            columns(v);
            slots("velocity", List.of(v));
        }
    }

    private Variable rows(Variable v) {
        return isFactored(v) ? factor("rows", v, without(v.shape(), v.rank() - 1)) : place("rows", v);
    }

    private Variable columns(Variable v) {
        return isFactored(v) ? factor("columns", v, without(v.shape(), v.rank() - 2)) : place("columns", v);
    }

    private Variable factor(String name, Variable v, Shape shape) {
        return slot(name, v, v.path().replace('/', '_') + "_" + name, shape, v.dataType(), 0);
    }

    /** Keras's files have a number that nobody uses where a variable has no factors. */
    private Variable place(String name, Variable v) {
        return slot(name, v, v.path().replace('/', '_') + "_" + name, new Shape(), DataType.INT32, 0);
    }

    private static boolean isFactored(Variable v) {
        return v.rank() >= 2;
    }

    private static Shape without(Shape shape, int axis) {
        return shape.slice(0, axis).addAll(shape.slice(axis + 1));
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Tensor> squares = gradients.squares();
        Tensor rate = Ops.onDevice(Ops.minimum(learningRate, Ops.rsqrt(step)));
        Tensor newest = Ops.onDevice(Ops.power(step, config.beta2Decay));
        for (int i = 0; i < variables.size(); i++) {
            Variable w = variables.get(i);
            Tensor size = Ops.maximum(rms(Ops.square(w)), config.epsilon2).multiply(rate);
            Tensor square = squares.get(i).add(config.epsilon1);
            Variable velocity = slots("velocity", List.of(w)).get(0);
            Tensor v = isFactored(w) ? outer(w, square, newest) : follow(velocity, square, newest);
            velocity.assign(v);
            Tensor move = gradients.get(i).divide(Ops.sqrt(v));
            Tensor length = rms(squares.get(i).divide(v));
            Tensor clipped = Ops.maximum(length.divide(config.clipThreshold), 1);
            w.assign(w.subtract(move.multiply(size.divide(clipped))));
        }
    }

    /** The product of the rows' and columns' means. */
    private Tensor outer(Variable w, Tensor square, Tensor newest) {
        Variable rows = rows(w);
        Variable columns = columns(w);
        Tensor r = follow(rows, Ops.mean(square, -1), newest); // (..., rows)
        Tensor c = follow(columns, Ops.mean(square, -2), newest); // (..., columns)
        rows.assign(r);
        columns.assign(c);
        return Ops.expandDims(r.divide(Ops.mean(r, true, -1)), -1).multiply(Ops.expandDims(c, -2));
    }

    private static Tensor follow(Tensor mean, Tensor value, Tensor newest) {
        return mean.multiply(Ops.subtract(1, newest)).add(value.multiply(newest));
    }

    private static Tensor rms(Tensor squares) {
        return Ops.sqrt(Ops.mean(squares));
    }
}
