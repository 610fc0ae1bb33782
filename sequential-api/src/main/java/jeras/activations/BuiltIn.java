package jeras.activations;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jeras.ops.Tensor;

/**
 * One of Keras's functions; two are equal when their ids and arguments are.
 *
 * @param arguments Keras's argument names with the values that are not Keras's defaults
 */
record BuiltIn(String id, Map<String, Object> arguments, UnaryOperator<Tensor> function) implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BuiltIn b && b.id.equals(id) && b.arguments.equals(arguments);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + arguments.hashCode();
    }

    @Override
    public String toString() {
        return arguments.isEmpty()
                ? id
                : arguments.entrySet().stream().map(Object::toString).collect(Collectors.joining(", ", id + "(", ")"));
    }
}
