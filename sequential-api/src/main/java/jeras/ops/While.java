package jeras.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A loop that goes on as long as a tensor that it computes is true. */
final class While extends Op {
    private final Function<List<Tensor>, Tensor> condition;
    private final UnaryOperator<List<Tensor>> step;
    private final long most;
    private final List<Placeholder> states = new ArrayList<>();
    private final Body test;
    private final Body body;
    private final List<Tensor> outputs;
    private final List<Tensor> dependencies;
    private final String scope;

    /** @param most how many steps at most; negative for any number */
    While(Function<List<Tensor>, Tensor> condition, UnaryOperator<List<Tensor>> step, List<Tensor> initial, long most) {
        super("while_loop", Recording.read(initial));
        this.condition = condition;
        this.step = step;
        this.most = most;
        initial.forEach(s -> states.add(new Placeholder("state", s.shape(), s.dataType())));
        List<Tensor> given = List.copyOf(states);
        test = Body.of(() -> List.of(condition.apply(given)));
        body = Body.of(() -> step.apply(given));
        Loops.sameStates(initial, body.results());
        List<Tensor> made = new ArrayList<>();
        body.results().forEach(s -> made.add(new Result(this, Result.Spec.of(s), null)));
        outputs = List.copyOf(made);
        List<Tensor> needed = new ArrayList<>(inputs());
        needed.addAll(test.captured(states));
        needed.addAll(body.captured(states));
        dependencies = needed.stream().distinct().toList();
        scope = Recording.scope();
        Recording.append(this);
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
        List<String> names = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            String name = script.declare(states.get(i), "state");
            script.line(name + " = " + script.ref(inputs().get(i)));
            names.add(name);
        }
        String goes = script.temporary("goes");
        String steps = script.temporary("steps");
        script.line(goes + " = True");
        script.line(steps + " = 0");
        script.line("while " + goes + ":");
        script.body(() -> {}, test.recording(), test.results(), () -> {
            String holds = "bool(" + script.ref(test.results().get(0)) + ")";
            script.line(goes + " = " + (most < 0 ? holds : holds + " and " + steps + " < " + most));
            script.line("if " + goes + ":");
            script.body(() -> {}, body.recording(), body.results(), () -> advance(script, names, steps));
        });
        for (int i = 0; i < states.size(); i++) {
            script.alias(outputs.get(i), states.get(i));
        }
    }

    private void advance(Script script, List<String> names, String steps) {
        // An old state that moves to another place must be read before it is overwritten.
        List<String> kept = new ArrayList<>();
        for (Tensor result : body.results()) {
            String name = script.temporary("kept");
            script.line(name + " = " + script.ref(result));
            kept.add(name);
        }
        for (int i = 0; i < names.size(); i++) {
            script.line(names.get(i) + " = " + kept.get(i));
        }
        script.line(steps + " = " + steps + " + 1");
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        return new While(condition, step, newInputs, most).outputs;
    }
}
