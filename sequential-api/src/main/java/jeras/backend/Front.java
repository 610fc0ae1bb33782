package jeras.backend;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jeras.Array;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;

/**
 * What the host computes of a batch before the program starts, because no program can: strings become numbers.
 *
 * <p>It is found while a model is recorded: a layer that computes in Java asks for {@link #current()} and adds its work, whose
 * results are new parameters of the program. What the work needs must itself be an input, or come from such work.
 */
public final class Front {
    private static final ThreadLocal<Front> CURRENT = new ThreadLocal<>();

    private final List<Placeholder> inputs;
    /** Where each tensor that the host knows lies in the list of values, which begins with the inputs. */
    private final Map<Tensor, Integer> places = new HashMap<>();

    /** What the program computes and the host can, too, if other work of its needs it. */
    private final Map<Tensor, Step> offers = new HashMap<>();

    private final List<Step> steps = new ArrayList<>();
    /** What takes each step's result; null for one that only the host needs. */
    private final List<Placeholder> made = new ArrayList<>();

    /** Work on values by their places; the result is the next value. */
    private record Step(UnaryOperator<List<Array>> work, List<Integer> from) {}

    /** Over the inputs of a model. */
    public Front(List<Placeholder> inputs) {
        this.inputs = List.copyOf(inputs);
        this.inputs.forEach(input -> places.put(input, places.size()));
    }

    /** The front that this thread records a model for; empty where only shapes are asked for. */
    public static Optional<Front> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Records a model. */
    public <T> T record(Supplier<T> model) {
        Front before = CURRENT.get();
        CURRENT.set(this);
        try {
            return model.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** True when the host has the value: it is an input, or comes from work of the host. */
    public boolean knows(Tensor tensor) {
        return places.containsKey(tensor) || offers.containsKey(tensor);
    }

    /** Says that a tensor of the program has the values of an input, cast to its data type. */
    public void cast(Tensor result, Placeholder input) {
        if (result != input) {
            DataType type = result.dataType();
            offer(result, values -> List.of(values.get(0).cast(type)), List.of(input));
        }
    }

    /** Says how the host gets the values of a tensor of the program, from tensors that it {@link #knows}. */
    public void offer(Tensor result, UnaryOperator<List<Array>> work, List<Tensor> from) {
        offers.put(result, new Step(work, from.stream().map(this::place).toList()));
    }

    /** Adds work on tensors that the host {@link #knows}; returns the parameter that takes its result. */
    public Tensor add(UnaryOperator<List<Array>> work, List<Tensor> from, Shape shape, DataType type) {
        List<Integer> known = from.stream().map(this::place).toList();
        return add(new Step(work, known), new Placeholder("front" + steps.size(), shape, type));
    }

    private Tensor add(Step step, Placeholder result) {
        places.put(result, inputs.size() + steps.size());
        steps.add(step);
        made.add(result);
        return result;
    }

    /** The host does work that is offered itself, once, where it needs the result. */
    private int place(Tensor tensor) {
        if (!places.containsKey(tensor) && offers.containsKey(tensor)) {
            places.put(tensor, inputs.size() + steps.size());
            steps.add(offers.get(tensor));
            made.add(null);
        }
        return places.get(tensor);
    }

    /** The inputs of the model. */
    public List<Placeholder> inputs() {
        return inputs;
    }

    /** The parameters of the program: the inputs that are numbers, then what the host makes of them. */
    public List<Placeholder> parameters() {
        return parameterPlaces().stream().map(this::placeholder).toList();
    }

    private Placeholder placeholder(int place) {
        return place < inputs.size() ? inputs.get(place) : made.get(place - inputs.size());
    }

    private List<Integer> parameterPlaces() {
        List<Integer> found = new ArrayList<>();
        for (int place = 0; place < inputs.size() + made.size(); place++) {
            Placeholder placeholder = placeholder(place);
            if (placeholder != null && placeholder.dataType() != DataType.STRING) {
                found.add(place);
            }
        }
        return found;
    }

    /** True when the program takes the batch as it is. */
    public boolean isEmpty() {
        return parameters().equals(inputs);
    }

    /** The inputs of a batch, and all that the host makes of them. */
    public List<Array> values(List<Array> batch) {
        List<Array> values = new ArrayList<>(batch);
        for (Step step : steps) {
            values.add(step.work
                    .apply(step.from.stream().map(values::get).toList())
                    .get(0));
        }
        return values;
    }

    /** Those of the {@link #values} that the program takes. */
    public List<Array> arguments(List<Array> values) {
        return parameterPlaces().stream().map(values::get).toList();
    }

    /** The value of a tensor that the host {@link #knows}. */
    public Array value(Tensor tensor, List<Array> values) {
        return values.get(places.get(tensor));
    }
}
