package jeras.ops;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Changes of variables that are made only when a condition holds as the program runs. */
final class When extends Op {
    private final Recording body;
    private final List<Tensor> dependencies;
    private final String scope;

    private When(Tensor condition, Recording body) {
        super("when", List.of(condition));
        this.body = body;
        this.dependencies = captured();
        this.scope = Recording.scope();
    }

    static void record(Tensor condition, Runnable effects) {
        // What was assigned before must lie in the variables, because the branch changes them in place.
        Recording.writeBack();
        Recording body = Recording.branch(() -> {
            effects.run();
            Recording.writeBack();
        });
        if (!body.ops().isEmpty()) {
            Recording.append(new When(condition, body));
        }
    }

    private List<Tensor> captured() {
        Set<Tensor> inside = new HashSet<>();
        Set<Tensor> needed = new LinkedHashSet<>(inputs());
        for (Op op : body.ops()) {
            inside.addAll(op.outputs());
            needed.addAll(op.dependencies());
        }
        needed.removeAll(inside);
        return List.copyOf(needed);
    }

    @Override
    public List<Tensor> outputs() {
        return List.of();
    }

    @Override
    public List<Tensor> dependencies() {
        return dependencies;
    }

    @Override
    public boolean isEffect() {
        return true;
    }

    @Override
    public boolean hasGradient() {
        return false;
    }

    @Override
    public String scope() {
        return scope;
    }

    @Override
    public void write(Script script) {
        script.line("if bool(" + script.ref(inputs().get(0)) + "):");
        script.body(() -> {}, body, List.of(), () -> {});
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        throw new IllegalStateException("variables are changed by a training program, which is recorded once");
    }
}
