package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import jeras.Array;
import jeras.DTypePolicy;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.backend.Front;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;

/**
 * A layer that computes in Java, on the host, because no program can: it takes strings, or looks things up.
 *
 * <p>In a model it stands between the inputs and the compiled program, which takes what it makes: its inputs must be inputs of
 * the model, or come from other such layers.
 *
 * @param <L> the layer's own type
 * @param <C> its configuration
 */
public abstract class HostLayer<L extends HostLayer<L, C>, C extends Record> extends KerasLayer<L, C> {
    HostLayer(C config, java.util.function.Function<C, L> maker) {
        super(config, maker);
    }

    /** The output for values. */
    abstract Array compute(List<Array> inputs);

    /** The output's shape, -1 where only the values say it. */
    abstract Shape outputShape(List<Shape> inputs);

    abstract DataType outputType();

    /** Refuses inputs of other data types than the layer takes. */
    abstract void checkType(DataType input);

    /** The error for an input of a data type that the layer does not take. */
    final InvalidArgumentException wrongType(String expected, DataType received) {
        return new InvalidArgumentException(JerasException.message(
                titleAndPlace() + " cannot take this input.",
                expected,
                jeras.utils.DataTypes.name(received),
                expected.equals("strings")
                        ? "declare the input with dtype(\"string\"), or give strings"
                        : "declare the input with dtype(\"int64\"), or give whole numbers"));
    }

    /** What it gives follows from its other arguments. */
    @Override
    void checkPolicy(DTypePolicy policy) {
        if (policy.computeDtype() != outputType()) {
            throw new InvalidArgumentException(JerasException.message(
                    title() + " cannot give " + policy.name() + ".",
                    jeras.utils.DataTypes.name(outputType()) + ", the data type of its output",
                    policy.name(),
                    "leave dtype out"));
        }
    }

    @Override
    final List<Array> computeNow(List<Array> inputs) {
        inputs.forEach(input -> checkType(input.dataType()));
        return List.of(compute(inputs));
    }

    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        inputs.forEach(input -> checkType(input.dataType()));
        Shape shape = outputShape(inputs.stream().map(Tensor::shape).toList());
        Optional<Front> front = Front.current();
        if (front.isEmpty()) {
            return List.of(new Placeholder(displayName(), shape, outputType()));
        }
        if (!inputs.stream().allMatch(front.get()::knows)) {
            throw new InvalidArgumentException(JerasException.message(
                    titleAndPlace() + " cannot take what another layer computes.",
                    "inputs of the model, or what such layers make of them: it runs before the compiled program",
                    "a tensor that the program computes",
                    "put it at the beginning of the model, or apply it to the data before"));
        }
        return List.of(front.get().add(this::computeNow, inputs, shape, outputType()));
    }

    @Override
    protected void build(List<Shape> inputs) {}

    @Override
    protected final boolean takesStrings() {
        return true;
    }

    /** As in Keras, what comes in is taken as it is. */
    @Override
    boolean castsInputs() {
        return false;
    }
}
