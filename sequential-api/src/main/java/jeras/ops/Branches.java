package jeras.ops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** One of several computations, chosen by a number while the program runs; the others are not computed. */
final class Branches extends Op {
    private final List<Recording> bodies = new ArrayList<>();
    private final List<Tensor> results = new ArrayList<>();
    private final List<Tensor> outputs;
    private final List<Tensor> dependencies;
    private final String scope;

    Branches(Tensor index, List<? extends Supplier<Tensor>> branches) {
        super("switch", Recording.read(List.of(index)));
        for (Supplier<Tensor> branch : branches) {
            bodies.add(Recording.nested(() -> results.add(branch.get())));
        }
        Tensor first = results.get(0);
        for (Tensor r : results) {
            if (!Shapes.compatible(first.shape(), r.shape()) || first.dataType() != r.dataType()) {
                throw new ShapeMismatchException(JerasException.message(
                        "The branches give different things.",
                        first.toString() + " as the first",
                        r.toString(),
                        "make all of one shape and data type"));
            }
        }
        outputs = List.of(new Result(this, Result.Spec.of(first), null));
        dependencies = captured();
        scope = Recording.scope();
        Recording.append(this);
    }

    /** The index and what the bodies read from around them. */
    private List<Tensor> captured() {
        Set<Tensor> inside = new HashSet<>();
        Set<Tensor> needed = new LinkedHashSet<>(inputs());
        for (Recording body : bodies) {
            for (Op op : body.ops()) {
                inside.addAll(op.outputs());
                needed.addAll(op.dependencies());
            }
        }
        needed.addAll(results);
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
        String index = script.temporary("index");
        script.line(index + " = int(" + script.ref(inputs().get(0)) + ")");
        String chosen = script.declare(outputs.get(0), "chosen");
        for (int i = 0; i < bodies.size(); i++) {
            Tensor result = results.get(i);
            boolean last = i == bodies.size() - 1;
            if (last && i == 0) {
                script.line("if True:");
            } else {
                script.line(last ? "else:" : (i == 0 ? "if " : "elif ") + index + " <= " + i + ":");
            }
            script.body(
                    () -> {}, bodies.get(i), List.of(result), () -> script.line(chosen + " = " + script.ref(result)));
        }
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        throw new IllegalStateException("branches live inside the call of a layer");
    }
}
