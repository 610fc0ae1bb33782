package jeras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jeras.ops.Tensor;

/**
 * What one call of a layer was told besides its inputs.
 *
 * @param values by Keras's names: booleans, tensors, and for masks a list with a tensor or null for each input
 */
record CallArguments(Map<String, Object> values) {
    static final CallArguments NONE = new CallArguments(Map.of());

    CallArguments {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static CallArguments of(Consumer<CallOptions> told) {
        CallOptions options = new CallOptions();
        told.accept(options);
        return new CallArguments(options.values());
    }

    /** True when told so, false when told otherwise or nothing. */
    boolean flag(String name) {
        return values.get(name) instanceof Boolean b && b;
    }

    /** The tensor of that name, or null. */
    Tensor tensor(String name) {
        return values.get(name) instanceof Tensor t ? t : null;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The inputs with the masks that the call was told in the place of their own. */
    List<Tensor> masked(List<Tensor> inputs) {
        if (!(values.get(CallOptions.MASK) instanceof List<?> masks)) {
            return inputs;
        }
        List<Tensor> masked = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            masked.add(inputs.get(i).withMask(i < masks.size() ? (Tensor) masks.get(i) : null));
        }
        return masked;
    }

    /** All tensors among the values, in order. */
    List<Tensor> tensors() {
        List<Tensor> found = new ArrayList<>();
        replaced(t -> {
            found.add(t);
            return t;
        });
        return found;
    }

    /** The same with other tensors, given in the order of {@link #tensors}. */
    CallArguments withTensors(List<Tensor> tensors) {
        Iterator<Tensor> next = tensors.iterator();
        return replaced(t -> next.next());
    }

    private CallArguments replaced(UnaryOperator<Tensor> tensor) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, replaced(value, tensor)));
        return new CallArguments(copy);
    }

    private static Object replaced(Object value, UnaryOperator<Tensor> tensor) {
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(v -> copy.add(replaced(v, tensor)));
            return Collections.unmodifiableList(copy);
        }
        return value instanceof Tensor t ? tensor.apply(t) : value;
    }

    CallArguments without(String name) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.remove(name);
        return new CallArguments(copy);
    }
}
