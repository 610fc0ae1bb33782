package jeras.ops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** The gradients of a scalar; what is recorded after the last ones no longer takes part in gradients. */
final class Gradients extends Op {
    private final List<Tensor> outputs;
    private final boolean differentiable;

    /** @param differentiable whether later gradients may go through these */
    Gradients(Tensor scalar, List<? extends Tensor> sources, boolean differentiable) {
        super("gradients", withFirst(scalar, sources));
        this.differentiable = differentiable;
        if (Recording.isNested()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Gradients cannot be taken inside a loop or a branch.",
                    "gradients of what the loop or branch makes, taken after it",
                    "gradients inside Ops.scan, cond, whileLoop or a loop like them",
                    "take them outside, or write the loop in Java, where it unrolls"));
        }
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
        return differentiable;
    }

    @Override
    public boolean takesGradients() {
        return true;
    }

    @Override
    public void write(Script script) {
        boolean more = script.gradientsFollow();
        String list = script.temporary("grads");
        // What is kept, and itself differentiated, for gradients that follow.
        String kept = more ? ", None, True" + (differentiable ? ", True" : "") : "";
        script.line(list + " = torch.grad([" + script.ref(inputs().get(0)) + "], ["
                + inputs().stream().skip(1).map(script::ref).collect(Collectors.joining(", ")) + "]" + kept + ")");
        if (!more) {
            script.recordGradients(false);
        }
        for (int i = 0; i < outputs.size(); i++) {
            String hint = inputs().get(i + 1) instanceof Variable v ? "grad_" + v.path() : "grad";
            // Contiguous, because fused optimizer kernels walk parameter and gradient side by side in memory.
            script.line(script.declare(outputs.get(i), hint) + " = torch.contiguous(ops.prim.unchecked_unwrap_optional("
                    + list + "[" + i + "]))");
        }
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        return new Gradients(newInputs.get(0), newInputs.subList(1, newInputs.size()), differentiable).outputs;
    }
}
