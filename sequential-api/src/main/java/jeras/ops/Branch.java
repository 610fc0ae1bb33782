package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jeras.ShapeMismatchException;

/** One of several recorded bodies, chosen by a number while the program runs; the others are not computed. */
final class Branch extends Op {
    private final List<Body> bodies;
    private final List<Tensor> outputs;
    private final String scope;

    /** @param inputs the number of the body, and what the bodies read from around them */
    private Branch(List<Tensor> inputs, List<Body> bodies) {
        super("switch", inputs);
        this.bodies = bodies;
        List<Tensor> results = bodies.get(0).results();
        for (Body body : bodies) {
            results = common(results, body.results());
        }
        outputs = results;
        scope = Recording.scope();
        Recording.append(this);
    }

    /** @param index a scalar; below 0 takes the first body, one too large the last */
    static Branch of(Tensor index, List<Supplier<List<Tensor>>> choices) {
        List<Body> bodies = choices.stream().map(Body::of).toList();
        Set<Tensor> captured = new LinkedHashSet<>();
        bodies.forEach(body -> captured.addAll(body.captured(List.of())));
        List<Tensor> inputs = new ArrayList<>(Recording.read(List.of(index)));
        inputs.addAll(captured);
        return new Branch(inputs, bodies);
    }

    private List<Tensor> common(List<Tensor> first, List<Tensor> second) {
        if (first.size() != second.size()) {
            throw different(first.size() + " tensors", second.size() + " tensors");
        }
        List<Tensor> made = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            Tensor a = first.get(i);
            Tensor b = second.get(i);
            if (a.dataType() != b.dataType() || !Shapes.compatible(a.shape(), b.shape())) {
                throw different(a.toString(), b.toString());
            }
            long[] dims = a.shape().getShape().clone();
            for (int k = 0; k < dims.length; k++) {
                dims[k] = dims[k] == b.shape().get(k) ? dims[k] : -1;
            }
            made.add(new Result(this, new Result.Spec(new Shape(dims), a.dataType()), null));
        }
        return List.copyOf(made);
    }

    private static ShapeMismatchException different(String first, String second) {
        return new ShapeMismatchException(ShapeMismatchException.message(
                "The branches give different things.",
                first + " as the first",
                second,
                "make all of one shape and data type"));
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
        String index = script.temporary("index");
        script.line(index + " = int(" + script.ref(inputs().get(0)) + ")");
        List<String> names =
                outputs.stream().map(t -> script.temporary("chosen")).toList();
        for (int i = 0; i < bodies.size(); i++) {
            boolean last = i == bodies.size() - 1;
            if (last && i == 0) {
                script.line("if True:");
            } else {
                script.line(last ? "else:" : (i == 0 ? "if " : "elif ") + index + " <= " + i + ":");
            }
            write(script, bodies.get(i), names);
        }
        for (int i = 0; i < names.size(); i++) {
            script.line(script.declare(outputs.get(i), "switch") + " = " + names.get(i));
        }
    }

    private static void write(Script script, Body body, List<String> names) {
        script.body(() -> {}, body.recording(), body.results(), () -> {
            for (int i = 0; i < names.size(); i++) {
                script.line(names.get(i) + " = " + script.ref(body.results().get(i)));
            }
        });
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        Map<Tensor, Tensor> now = Body.pairs(inputs(), newInputs);
        return new Branch(
                        newInputs,
                        bodies.stream().map(b -> b.replayed(now, training)).toList())
                .outputs;
    }
}
