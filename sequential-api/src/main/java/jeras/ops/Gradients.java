package jeras.ops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The gradients of a scalar; what is recorded after it no longer takes part in gradients. */
final class Gradients extends Op {
    private final List<Tensor> outputs;

    Gradients(Tensor scalar, List<? extends Tensor> sources) {
        super("gradients", withFirst(scalar, sources));
        List<Tensor> made = new ArrayList<>(sources.size());
        for (Tensor source : sources) {
            made.add(new Result(this, Result.Spec.of(source), null));
        }
        outputs = List.copyOf(made);
        Recording.append(this);
    }

    private static List<Tensor> withFirst(Tensor first, List<? extends Tensor> rest) {
        List<Tensor> all = new ArrayList<>(rest.size() + 1);
        all.add(first);
        all.addAll(rest);
        return all;
    }

    /** The sources that the scalar depends on through operations that have a gradient. */
    static <T extends Tensor> List<T> reachable(Tensor scalar, List<T> sources) {
        Set<Tensor> seen = new HashSet<>();
        List<Tensor> open = new ArrayList<>(List.of(scalar));
        while (!open.isEmpty()) {
            Tensor t = open.remove(open.size() - 1);
            if (seen.add(t)
                    && t.op() != null
                    && t.op().hasGradient()
                    && t.dataType().isFloating()) {
                open.addAll(t.op().dependencies());
            }
        }
        return sources.stream().filter(seen::contains).toList();
    }

    @Override
    public List<Tensor> outputs() {
        return outputs;
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
    public void write(Script script) {
        String list = script.temporary("grads");
        script.line(list + " = torch.grad([" + script.ref(inputs().get(0)) + "], ["
                + inputs().stream().skip(1).map(script::ref).collect(Collectors.joining(", ")) + "])");
        script.endGradients();
        for (int i = 0; i < outputs.size(); i++) {
            String hint = inputs().get(i + 1) instanceof Variable v ? "grad_" + v.path() : "grad";
            // Contiguous, because fused optimizer kernels walk parameter and gradient side by side in memory.
            script.line(script.declare(outputs.get(i), hint) + " = torch.contiguous(ops.prim.unchecked_unwrap_optional("
                    + list + "[" + i + "]))");
        }
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        throw new IllegalStateException("gradients are taken once, in the training program");
    }
}
