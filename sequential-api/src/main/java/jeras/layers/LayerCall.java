package jeras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jeras.ops.Op;
import jeras.ops.Placeholder;
import jeras.ops.Script;
import jeras.ops.Tensor;

/** A node of a functional model: one call of one layer. */
public final class LayerCall extends Op {
    private final Layer layer;
    private final int count;
    private final CallArguments arguments;
    private final List<Tensor> outputs;

    LayerCall(Layer layer, List<Tensor> inputs, CallArguments arguments, List<Tensor> inferred) {
        super(layer.className(), all(inputs, arguments));
        this.layer = layer;
        this.count = inputs.size();
        this.arguments = arguments;
        List<Tensor> made = new ArrayList<>();
        for (Tensor t : inferred) {
            Tensor mask = t.mask() == null
                    ? null
                    : new Placeholder("mask", t.mask().shape(), t.mask().dataType());
            made.add(new Symbol(this, t, mask));
        }
        outputs = List.copyOf(made);
    }

    /** Tensors among the arguments are inputs of the node too: they must be there before it. */
    private static List<Tensor> all(List<Tensor> inputs, CallArguments arguments) {
        List<Tensor> all = new ArrayList<>(inputs);
        all.addAll(arguments.tensors());
        return all;
    }

    public Layer layer() {
        return layer;
    }

    /** The inputs of the layer, without the tensors among its arguments. */
    public List<Tensor> layerInputs() {
        return inputs().subList(0, count);
    }

    /**
     * What the call was told besides its inputs, by Keras's names: booleans, tensors, and for masks a list with a tensor or null
     * for each input.
     */
    public Map<String, Object> arguments() {
        return arguments.values();
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
        CallArguments now = arguments.withTensors(newInputs.subList(count, newInputs.size()));
        // As in Keras, whether a functional model trains is decided for all its layers, whatever their calls were told.
        return layer.applyAll(newInputs.subList(0, count), now.without(CallOptions.TRAINING));
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
