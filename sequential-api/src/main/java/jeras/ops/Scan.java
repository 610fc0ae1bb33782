package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A loop over one axis of some sequences, with states that each step replaces. */
final class Scan extends Op {
    private final int axis;
    private final boolean reverse;
    private final List<Placeholder> states;
    private final List<Placeholder> elements;
    private final Recording body;
    private final List<Tensor> newStates;
    private final List<Tensor> emitted;
    private final List<Tensor> outputs;
    private final List<Tensor> dependencies;
    private final String scope;

    /** One step: the states and this step's elements in, the new states and what to collect out. */
    @FunctionalInterface
    interface Step {
        Taken take(List<Tensor> states, List<Tensor> elements);
    }

    /** What a step gives. */
    record Taken(List<Tensor> states, List<Tensor> emitted) {}

    Scan(Step step, List<Tensor> initial, List<Tensor> sequences, int axis, boolean reverse) {
        super("scan", inputs(initial, sequences));
        this.axis = axis;
        this.reverse = reverse;
        states = new ArrayList<>();
        for (Tensor s : initial) {
            states.add(new Placeholder("state", s.shape(), s.dataType()));
        }
        elements = new ArrayList<>();
        for (Tensor s : sequences) {
            elements.add(new Placeholder("step", without(s.shape(), axis), s.dataType()));
        }
        Taken[] taken = new Taken[1];
        body = Recording.nested(() -> taken[0] = step.take(List.copyOf(states), List.copyOf(elements)));
        newStates = taken[0].states();
        emitted = taken[0].emitted();
        List<Tensor> made = new ArrayList<>();
        for (Tensor s : newStates) {
            made.add(new Result(this, Result.Spec.of(s), null));
        }
        long length = sequences.get(0).shape().get(axis);
        for (Tensor e : emitted) {
            made.add(new Result(this, new Result.Spec(with(e.shape(), axis, length), e.dataType()), null));
        }
        outputs = List.copyOf(made);
        dependencies = captured();
        scope = Recording.scope();
        Recording.append(this);
    }

    private static List<Tensor> inputs(List<Tensor> initial, List<Tensor> sequences) {
        List<Tensor> all = new ArrayList<>(initial);
        all.addAll(sequences);
        return Recording.read(all);
    }

    private static Shape without(Shape shape, int axis) {
        return shape.slice(0, axis).addAll(shape.slice(axis + 1));
    }

    private static Shape with(Shape shape, int axis, long length) {
        return shape.slice(0, axis).addAll(new Shape(length)).addAll(shape.slice(axis));
    }

    /** The inputs and what the body reads from around it. */
    private List<Tensor> captured() {
        Set<Tensor> inside = new HashSet<>();
        inside.addAll(states);
        inside.addAll(elements);
        Set<Tensor> needed = new LinkedHashSet<>(inputs());
        for (Op op : body.ops()) {
            inside.addAll(op.outputs());
        }
        for (Op op : body.ops()) {
            needed.addAll(op.dependencies());
        }
        needed.addAll(newStates);
        needed.addAll(emitted);
        needed.removeAll(inside);
        return List.copyOf(needed);
    }

    @Override
    public List<Tensor> outputs() {
        return outputs;
    }

    @Override
    public List<Tensor> dependencies() {
        return dependencies;
    }

    @Override
    public String scope() {
        return scope;
    }

    @Override
    public void write(Script script) {
        int n = states.size();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String name = script.declare(states.get(i), "state");
            script.line(name + " = " + script.ref(inputs().get(i)));
            names.add(name);
        }
        List<String> sequences = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String name = script.temporary("steps");
            script.line(name + " = torch.unbind(" + script.ref(inputs().get(n + i)) + ", " + axis + ")");
            sequences.add(name);
        }
        List<Integer> collected = IntStream.range(0, emitted.size())
                .filter(i -> script.needs(outputs.get(n + i)))
                .boxed()
                .toList();
        Map<Integer, String> lists = new LinkedHashMap<>();
        for (int i : collected) {
            String name = script.temporary("collected");
            script.line(name + " = annotate(List[Tensor], [])");
            lists.put(i, name);
        }
        String t = script.temporary("t");
        String length = script.temporary("length");
        script.line(length + " = torch.len(" + sequences.get(0) + ")");
        script.line("for " + t + " in range(" + length + "):");
        List<Tensor> results = new ArrayList<>(newStates);
        collected.forEach(i -> results.add(emitted.get(i)));
        String at = reverse ? length + " - " + t + " - 1" : t;
        Runnable prologue = () -> {
            for (int i = 0; i < elements.size(); i++) {
                script.line(script.declare(elements.get(i), "step") + " = " + sequences.get(i) + "[" + at + "]");
            }
        };
        script.body(prologue, body, results, () -> {
            List<String> values = newStates.stream().map(script::ref).toList();
            if (newStates.stream().anyMatch(states::contains)) {
                // An old state that moves to another place must be read before it is overwritten.
                List<String> kept =
                        values.stream().map(v -> script.temporary("kept")).toList();
                assign(script, kept, values);
                values = kept;
            }
            assign(script, names, values);
            lists.forEach((i, list) -> script.line(
                    script.temporary("_") + " = torch.append(" + list + ", " + script.ref(emitted.get(i)) + ")"));
        });
        for (int i = 0; i < n; i++) {
            script.alias(outputs.get(i), states.get(i));
        }
        lists.forEach((i, list) ->
                script.line(script.declare(outputs.get(n + i), "scan") + " = torch.stack(" + list + ", " + axis + ")"));
    }

    private static void assign(Script script, List<String> names, List<String> values) {
        for (int i = 0; i < names.size(); i++) {
            script.line(names.get(i) + " = " + values.get(i));
        }
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        throw new IllegalStateException("a scan lives inside the call of a layer");
    }
}
