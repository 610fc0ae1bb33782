package jeras.ops;

import java.util.List;

/** A node of a functional model that has its input printed whenever the model computes. */
final class Printing extends Op {
    private final String label;
    private final Tensor output;

    Printing(String label, Tensor x) {
        super("print", List.of(x));
        this.label = label;
        this.output = new Result(this, Result.Spec.of(x), x.mask());
    }

    @Override
    public List<Tensor> outputs() {
        return List.of(output);
    }

    @Override
    public void write(Script script) {
        throw new IllegalStateException("the node of a functional model is replayed, not written");
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        return List.of(Ops.print(label, newInputs.get(0)));
    }
}
