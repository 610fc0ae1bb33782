package jeras.ops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gradients written out as operations of the program, for scalars that are made by operations with a rule alone, as those of small
 * dense networks are. PyTorch's own, which {@link Gradients} asks for, keep a tape in each step: as much work again as such a
 * network's arithmetic. The rules are those that PyTorch itself applies.
 */
final class Backward {
    private final List<Op> ops;
    private final Tensor scalar;
    private final Set<Tensor> sources;
    private final Set<Tensor> leading;
    private final Map<Tensor, Tensor> gradients = new HashMap<>();

    private Backward(List<Op> ops, Tensor scalar, Collection<? extends Tensor> sources) {
        this.ops = ops;
        this.scalar = scalar;
        this.sources = new HashSet<>(sources);
        this.leading = leading();
    }

    /** The gradients of a scalar for each source; nothing where an operation between them has no rule. */
    static Optional<List<Tensor>> of(Tensor scalar, List<? extends Tensor> sources) {
        Backward backward = new Backward(Recording.soFar(), scalar, sources);
        List<Op> path = backward.path();
        if (Recording.isNested() || !backward.isWritable(path)) {
            return Optional.empty();
        }
        path.forEach(op -> backward.through((Primitive) op));
        return Optional.of(sources.stream().map(backward::contiguous).toList());
    }

    /** In row-major order: fused optimizer kernels walk parameter and gradient side by side in memory. */
    private Tensor contiguous(Tensor source) {
        Tensor gradient = gradients.get(source);
        if (gradient.op() instanceof Primitive p
                && (p.code().startsWith("torch.mm(") || p.code().startsWith("torch.sum("))) {
            return gradient;
        }
        return Primitive.of("grad", "torch.contiguous({0})", source.shape(), source.dataType(), gradient);
    }

    /** The tensors through which gradients go to a source, and the sources. */
    private Set<Tensor> leading() {
        Set<Tensor> found = new HashSet<>(sources);
        for (Op op : ops) {
            if (op.hasGradient() && op.dependencies().stream().anyMatch(found::contains)) {
                op.outputs().stream().filter(t -> t.dataType().isFloating()).forEach(found::add);
            }
        }
        return found;
    }

    /** The operations between the scalar and the sources, the last first. */
    private List<Op> path() {
        Set<Tensor> reached = new HashSet<>(List.of(scalar));
        List<Op> path = new ArrayList<>();
        for (int i = ops.size() - 1; i >= 0; i--) {
            Op op = ops.get(i);
            List<Tensor> before =
                    op.dependencies().stream().filter(leading::contains).toList();
            if (op.hasGradient()
                    && !before.isEmpty()
                    && op.outputs().stream().anyMatch(t -> reached.contains(t) && leading.contains(t))) {
                path.add(op);
                reached.addAll(before);
            }
        }
        return path;
    }

    /** Whether each operation has a rule that sees what the operation saw, and each source is reached. */
    private boolean isWritable(List<Op> path) {
        Set<Tensor> made = new HashSet<>();
        Set<Tensor> read = new HashSet<>();
        path.forEach(op -> {
            made.addAll(op.outputs());
            read.addAll(op.dependencies());
        });
        return made.contains(scalar)
                && read.containsAll(sources)
                && path.stream().allMatch(this::isWritable);
    }

    private boolean isWritable(Op op) {
        if (!(op instanceof Primitive primitive) || primitive.outputs().size() != 1) {
            return false;
        }
        Optional<BackwardRule> rule = BackwardRule.of(primitive);
        List<Tensor> inputs = op.inputs();
        return rule.isPresent()
                && inputs.stream().skip(rule.get().inputs()).noneMatch(leading::contains)
                && inputs.stream().noneMatch(input -> isChanged(input, op));
    }

    /** Whether a tensor's values have been replaced since an operation has read them. */
    private boolean isChanged(Tensor tensor, Op since) {
        return tensor instanceof Variable
                && (!Recording.read(List.of(tensor)).contains(tensor)
                        || ops.subList(ops.indexOf(since), ops.size()).stream()
                                .anyMatch(
                                        op -> op.isEffect() && op.dependencies().contains(tensor)));
    }

    private void through(Primitive op) {
        Tensor output = op.outputs().get(0);
        // The scalar's own is 1, which rules need not multiply with.
        Optional<Tensor> gradient = Optional.ofNullable(gradients.get(output));
        BackwardRule rule = BackwardRule.of(op).orElseThrow();
        for (int i = 0; i < op.inputs().size(); i++) {
            Tensor input = op.inputs().get(i);
            if (leading.contains(input)) {
                Tensor part = rule.gradient(op, i, gradient);
                gradients.merge(input, part, Ops::add);
            }
        }
    }
}
