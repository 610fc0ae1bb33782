package jeras.activations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import jeras.InvalidArgumentException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** The built-in activation functions by Keras's ids. */
public final class Activations {
    private static final Map<String, Activation> ALL = new LinkedHashMap<>();

    static {
        add("linear", x -> x);
        add("relu", Ops::relu);
        add("sigmoid", Ops::sigmoid);
        add("tanh", Ops::tanh);
        add("softmax", x -> Ops.softmax(x, -1));
    }

    private Activations() {}

    private record BuiltIn(String id, UnaryOperator<Tensor> function) implements Activation {
        @Override
        public Tensor apply(Tensor x) {
            return function.apply(x);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BuiltIn b && b.id.equals(id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private static void add(String id, UnaryOperator<Tensor> function) {
        ALL.put(id, new BuiltIn(id, function));
    }

    static Activation of(String id) {
        Activation found = ALL.get(id);
        if (found == null) {
            throw new InvalidArgumentException("Unknown activation \"" + id + "\". " + ALL.keySet());
        }
        return found;
    }
}
