package jeras.ops;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A loop that goes on as long as a tensor that it computes is true. */
final class While extends Op {
    private final long most;
    private final List<Placeholder> states;
    private final Body test;
    private final Body body;
    private final List<Tensor> outputs;
    private final String scope;

    /** @param inputs the first states, and what the bodies read from around them */
    private While(List<Tensor> inputs, List<Placeholder> states, Body test, Body body, long most) {
        super("while_loop", inputs);
        this.states = states;
        this.test = test;
        this.body = body;
        this.most = most;
        List<Tensor> made = new ArrayList<>();
        body.results().forEach(s -> made.add(new Result(this, Result.Spec.of(s), null)));
        outputs = List.copyOf(made);
        scope = Recording.scope();
        Recording.append(this);
    }

    /** @param most how many steps at most; negative for any number */
    static While of(
            Function<List<Tensor>, Tensor> condition,
            UnaryOperator<List<Tensor>> step,
            List<Tensor> initial,
            long most) {
        List<Placeholder> states = initial.stream()
                .map(s -> new Placeholder("state", s.shape(), s.dataType()))
                .toList();
        List<Tensor> given = List.copyOf(states);
        Body test = Body.of(() -> List.of(condition.apply(given)));
        Body body = Body.of(() -> step.apply(given));
        Loops.sameStates(initial, body.results());
        Set<Tensor> captured = new LinkedHashSet<>(test.captured(states));
        captured.addAll(body.captured(states));
        List<Tensor> inputs = new ArrayList<>(Recording.read(initial));
        inputs.addAll(captured);
        return new While(inputs, states, test, body, most);
    }

    @Override
    public List<Tensor> outputs() {
        return outputs;
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
        Map<Tensor, Tensor> now = Body.pairs(inputs(), newInputs);
        return new While(newInputs, states, test.replayed(now, training), body.replayed(now, training), most).outputs;
    }
}
