package jeras.layers;

import java.util.ArrayList;
import java.util.List;
import jeras.ops.Op;
import jeras.ops.Placeholder;
import jeras.ops.Script;
import jeras.ops.Tensor;

/** A node of a functional model: one call of one layer. */
public final class LayerCall extends Op {
    private final Layer layer;
    private final List<Tensor> outputs;

    LayerCall(Layer layer, List<Tensor> inputs, List<Tensor> inferred) {
        super(layer.className(), inputs);
        this.layer = layer;
        List<Tensor> made = new ArrayList<>();
        for (Tensor t : inferred) {
            Tensor mask = t.mask() == null
                    ? null
                    : new Placeholder("mask", t.mask().shape(), t.mask().dataType());
            made.add(new Symbol(this, t, mask));
        }
        outputs = List.copyOf(made);
    }

    public Layer layer() {
        return layer;
    }

    @Override
    public List<Tensor> outputs() {
        return outputs;
    }

    @Override
    public void write(Script script) {
        throw new IllegalStateException("the node of a functional model is replayed, not written");
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        return layer.applyAll(newInputs);
    }

    /** What a layer makes in a functional model. */
    private static final class Symbol extends Tensor {
        private final LayerCall call;
        private final Tensor mask;

        Symbol(LayerCall call, Tensor like, Tensor mask) {
            super(like.shape(), like.dataType());
            this.call = call;
            this.mask = mask;
        }

        @Override
        public Op op() {
            return call;
        }

        @Override
        public Tensor mask() {
            return mask;
        }
    }
}
