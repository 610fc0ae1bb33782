package jeras.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jeras.ShapeMismatchException;

/** One of two recorded bodies, chosen by the value of a tensor when the program runs. */
final class Branch extends Op {
    private final Supplier<List<Tensor>> yes;
    private final Supplier<List<Tensor>> no;
    private final Body whenTrue;
    private final Body whenFalse;
    private final List<Tensor> outputs;
    private final List<Tensor> dependencies;
    private final String scope;

    Branch(Tensor condition, Supplier<List<Tensor>> yes, Supplier<List<Tensor>> no) {
        super("cond", Recording.read(List.of(condition)));
        this.yes = yes;
        this.no = no;
        whenTrue = Body.of(yes);
        whenFalse = Body.of(no);
        outputs = outputs(whenTrue.results(), whenFalse.results());
        List<Tensor> needed = new ArrayList<>(inputs());
        needed.addAll(whenTrue.captured(List.of()));
        needed.addAll(whenFalse.captured(List.of()));
        dependencies = needed.stream().distinct().toList();
        scope = Recording.scope();
        Recording.append(this);
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
            made.add(new Result(this, new Result.Spec(new ai.djl.ndarray.types.Shape(dims), a.dataType()), null));
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
    public List<Tensor> dependencies() {
        return dependencies;
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
        return new Branch(newInputs.get(0), yes, no).outputs;
    }
}
