package jeras.ops;

import java.util.List;

/** In a part that replicas compute: the sum of what each of them has. */
final class Total extends Op {
    private final List<Tensor> outputs;
    private final String scope;

    Total(Tensor x) {
        super("total", Recording.read(List.of(x)));
        outputs = List.of(new Result(this, Result.Spec.of(x), null));
        scope = Recording.scope();
        Recording.append(this);
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
        throw new IllegalStateException("the replicas of a part are written, not the part");
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        throw new IllegalStateException("a sum over replicas is not a replica's own");
    }
}
