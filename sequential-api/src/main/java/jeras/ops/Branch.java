package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jeras.ShapeMismatchException;

/** One of two recorded bodies, chosen by the value of a tensor when the program runs. */
final class Branch extends Op {
    private final Body whenTrue;
    private final Body whenFalse;
    private final List<Tensor> outputs;
    private final String scope;

    /** @param inputs the condition, and what the bodies read from around them */
    private Branch(List<Tensor> inputs, Body whenTrue, Body whenFalse) {
        super("cond", inputs);
        this.whenTrue = whenTrue;
        this.whenFalse = whenFalse;
        outputs = outputs(whenTrue.results(), whenFalse.results());
        scope = Recording.scope();
        Recording.append(this);
    }

    static Branch of(Tensor condition, Supplier<List<Tensor>> yes, Supplier<List<Tensor>> no) {
        Body whenTrue = Body.of(yes);
        Body whenFalse = Body.of(no);
        Set<Tensor> captured = new LinkedHashSet<>(whenTrue.captured(List.of()));
        captured.addAll(whenFalse.captured(List.of()));
        List<Tensor> inputs = new ArrayList<>(Recording.read(List.of(condition)));
        inputs.addAll(captured);
        return new Branch(inputs, whenTrue, whenFalse);
    }

    private List<Tensor> outputs(List<Tensor> first, List<Tensor> second) {
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
                "The two branches of cond do not give the same.",
                "equal shapes and data types",
                first + " and " + second,
                "cast or reshape what one of them gives"));
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
        List<String> names =
                outputs.stream().map(t -> script.temporary("chosen")).toList();
        script.line("if bool(" + script.ref(inputs().get(0)) + "):");
        write(script, whenTrue, names);
        script.line("else:");
        write(script, whenFalse, names);
        for (int i = 0; i < names.size(); i++) {
            script.line(script.declare(outputs.get(i), "cond") + " = " + names.get(i));
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
        return new Branch(newInputs, whenTrue.replayed(now, training), whenFalse.replayed(now, training)).outputs;
    }
}
