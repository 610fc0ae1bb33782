package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A tensor that keeps its value between programs: a weight, a moving average, an optimizer's slot, a metric's sum.
 *
 * <p>It is used like any tensor in operations. Its value lives on the device and is made by its initializer when it is first
 * needed.
 */
public final class Variable extends Tensor {
    private final String name;
    private final Supplier<Tensor> initial;
    private final long seed;
    private String path;
    private boolean trainable;
    private UnaryOperator<Tensor> regularizer;
    private UnaryOperator<Tensor> constraint;
    private Storage storage;
    private Literal literal;
    private boolean autocast = true;

    /** Where the backend keeps a variable's value. */
    public interface Storage {
        /** Whether gradients with respect to the value are asked for. */
        void requiresGradient(boolean value);
    }

    /**
     * @param name the last part of the path, such as {@code "kernel"}
     * @param initial records the operations that make the first value
     */
    public Variable(String name, Shape shape, DataType dataType, boolean trainable, Supplier<Tensor> initial) {
        this(name, shape, dataType, trainable, initial, Seeds.next());
    }

    private Variable(
            String name, Shape shape, DataType dataType, boolean trainable, Supplier<Tensor> initial, long seed) {
        super(shape, dataType);
        this.name = name;
        this.path = name;
        this.trainable = trainable;
        this.initial = initial;
        this.seed = seed;
    }

    /** A variable that does not train and starts at zero; it draws no seed. */
    public static Variable zeros(String name, Shape shape, DataType dataType) {
        return filled(name, shape, dataType, 0);
    }

    /** A variable that does not train and starts at one number everywhere; it draws no seed. */
    public static Variable filled(String name, Shape shape, DataType dataType, double value) {
        return new Variable(name, shape, dataType, false, () -> Ops.full(shape, value, dataType), 0);
    }

    /** A constant: a variable that has these values and that nothing assigns. */
    static Variable constant(Literal values) {
        Variable constant = zeros("constant", values.shape(), values.dataType());
        constant.literal = values;
        return constant;
    }

    /** The values of a constant; null for all other variables. */
    public Literal literal() {
        return literal;
    }

    public String name() {
        return name;
    }

    /** The names of the layers around it and its own, such as {@code "sequential/dense/kernel"}. */
    public String path() {
        return path;
    }

    /** Names the layers around this variable. */
    public void path(String newPath) {
        path = newPath;
    }

    public boolean trainable() {
        return trainable;
    }

    /** Whether optimizers may change it; a layer that is not trainable overrules this. */
    public void trainable(boolean isTrainable) {
        trainable = isTrainable;
        if (storage != null) {
            storage.requiresGradient(isTrainable && ownType().isFloating());
        }
    }

    /** The penalty that training adds to the loss, a function to a scalar; null for none. */
    public UnaryOperator<Tensor> regularizer() {
        return regularizer;
    }

    public Variable regularizer(UnaryOperator<Tensor> penalty) {
        regularizer = penalty;
        return this;
    }

    /** The projection that follows each update; null for none. */
    public UnaryOperator<Tensor> constraint() {
        return constraint;
    }

    public Variable constraint(UnaryOperator<Tensor> projection) {
        constraint = projection;
        return this;
    }

    /**
     * The data type that the variable is read in: its own, or, inside a layer that computes in another one of floats, that one. An
     * operation that reads it takes it cast.
     */
    @Override
    public DataType dataType() {
        DataType own = super.dataType();
        DataType wanted = autocast && literal == null && own.isFloating() ? Recording.autocast() : null;
        return wanted == null ? own : wanted;
    }

    /** The data type of the values that it keeps. */
    public DataType ownType() {
        return super.dataType();
    }

    /** Whether layers that compute in 16 bits read it in these; default: true. */
    public Variable autocast(boolean casts) {
        autocast = casts;
        return this;
    }

    /** Records the operations that make the first value. */
    public Tensor initial() {
        return initial.get();
    }

    /** The seed of the first value, drawn when the variable was made. */
    public long seed() {
        return seed;
    }

    /** The backend's place for the value; null until it is first needed. */
    public Storage storage() {
        return storage;
    }

    /** Called by the backend. */
    public void storage(Storage place) {
        storage = place;
    }

    /** From here on in the recording, and after the program in the variable, the value is {@code value}. */
    public void assign(Tensor value) {
        if (!Shapes.compatible(shape(), value.shape())) {
            throw new jeras.ShapeMismatchException(jeras.JerasException.message(
                    "Variable \"" + path + "\" cannot be assigned.",
                    Shapes.text(shape()),
                    Shapes.text(value.shape()),
                    "assign a tensor of the variable's shape"));
        }
        Recording.assign(this, value.dataType() == ownType() ? value : Ops.cast(value, ownType()));
    }

    /** {@link #assign}s the value plus {@code value}. */
    public void assignAdd(Tensor value) {
        assign(add(value));
    }

    /** {@link #assign}s the value minus {@code value}. */
    public void assignSub(Tensor value) {
        assign(subtract(value));
    }

    @Override
    public String toString() {
        return "Variable \"" + path + "\" " + Shapes.text(shape());
    }
}
