package jeras.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A node of a functional model: one operation of {@code keras.ops} with its arguments, and the steps that compute it.
 *
 * <p>Between layers an operation is one node, as in Keras, however many steps it takes: it has one row in the summary, and a
 * file holds its class and arguments. While a program is recorded there are only the steps.
 */
public final class Operation extends Op {
    private final String module;
    private final String className;
    private final Map<String, Object> config;
    private final List<Object> arguments;
    private final List<Op> steps;
    private final List<Tensor> results;
    private final List<Tensor> outputs;

    /** Python's index, written as between the brackets, among the arguments. */
    public record Index(String text) {}

    private Operation(Builder builder, List<Op> steps, List<Tensor> results) {
        super(builder.name(), tensors(builder.arguments));
        module = "keras.src.ops." + builder.module();
        className = builder.className();
        config = Collections.unmodifiableMap(new LinkedHashMap<>(builder.config));
        arguments = Collections.unmodifiableList(new ArrayList<>(builder.arguments));
        this.steps = List.copyOf(steps);
        this.results = List.copyOf(results);
        List<Tensor> made = new ArrayList<>();
        results.forEach(t -> made.add(new Result(this, Result.Spec.of(t), null)));
        outputs = List.copyOf(made);
    }

    /**
     * @param keras the module and class, such as {@code "numpy.Clip"}
     * @param arguments what Keras's class is called with: tensors, lists of tensors, numbers, null
     */
    static Builder of(String keras, Object... arguments) {
        return new Builder(keras, arguments);
    }

    /** Collects what describes an operation. */
    static final class Builder {
        private final String keras;
        private final List<Object> arguments;
        private final Map<String, Object> config = new LinkedHashMap<>();

        private Builder(String keras, Object... arguments) {
            this.keras = keras;
            this.arguments = Arrays.asList(arguments);
        }

        /** An argument of the class's constructor; null is Python's None. */
        Builder with(String name, Object value) {
            config.put(name, value);
            return this;
        }

        /** Python's argument {@code axis}: None, one axis, or several. */
        Builder axis(int... axis) {
            return with("axis", axis.length == 0 ? null : axis.length == 1 ? (Object) axis[0] : axis.clone());
        }

        private String module() {
            return keras.substring(0, keras.indexOf('.'));
        }

        private String className() {
            return keras.substring(keras.indexOf('.') + 1);
        }

        String name() {
            return snake(className());
        }

        Tensor one(Supplier<Tensor> body) {
            return several(() -> List.of(body.get())).get(0);
        }

        List<Tensor> several(Supplier<List<Tensor>> body) {
            if (Recording.active()) {
                return body.get();
            }
            List<Tensor> results = new ArrayList<>();
            Recording steps = Recording.of(false, () -> results.addAll(body.get()));
            return new Operation(this, steps.ops(), results).outputs;
        }
    }

    /** Keras's name for an operation of a class: {@code GetItem} is {@code get_item}. */
    static String snake(String className) {
        return className
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    private static List<Tensor> tensors(List<?> arguments) {
        List<Tensor> found = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof Tensor tensor) {
                found.add(tensor);
            } else if (argument instanceof List<?> list) {
                found.addAll(tensors(list));
            }
        }
        return found;
    }

    /** The module of Keras's class. */
    public String module() {
        return module;
    }

    /** The name of Keras's class. */
    public String className() {
        return className;
    }

    /** What the constructor of Keras's class takes, by name; null is Python's None. */
    public Map<String, Object> config() {
        return config;
    }

    /** What the operation is called with: tensors, lists of tensors, numbers, {@link Index}, null. */
    public List<Object> arguments() {
        return arguments;
    }

    @Override
    public List<Tensor> outputs() {
        return outputs;
    }

    @Override
    public void write(Script script) {
        throw new IllegalStateException("the node of a functional model is replayed, not written");
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        Map<Tensor, Tensor> now = new HashMap<>();
        for (int i = 0; i < newInputs.size(); i++) {
            now.put(inputs().get(i), newInputs.get(i));
        }
        for (Op step : steps) {
            List<Tensor> in =
                    step.inputs().stream().map(t -> now.getOrDefault(t, t)).toList();
            List<Tensor> out = step.replay(in, training);
            for (int i = 0; i < out.size(); i++) {
                now.put(step.outputs().get(i), out.get(i));
            }
        }
        return results.stream().map(t -> now.getOrDefault(t, t)).toList();
    }
}
