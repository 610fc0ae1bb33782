package jeras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jeras.graph.Graph;
import jeras.layers.Call;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.layers.LayerCall;
import jeras.layers.Names;
import jeras.ops.Op;
import jeras.ops.Tensor;

/** A model that is a graph from inputs to outputs. */
final class FunctionalModel extends Model {
    private final Graph graph;
    private final List<InputLayer> inputLayers;
    private final List<String> outputNames;

    /** @param order names of layers and operations, in the order in which the model lists them; empty for Keras's order */
    FunctionalModel(String name, List<? extends Tensor> inputs, List<? extends Tensor> outputs, List<String> order) {
        super(name);
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "A model cannot be made.",
                    "at least one input and one output",
                    inputs.size() + " inputs and " + outputs.size() + " outputs",
                    "begin with Input.of(...) and apply layers to it"));
        }
        inputLayers = inputs.stream().map(FunctionalModel::inputLayer).toList();
        graph = new Graph(inputs, inputLayers, outputs, order);
        Names.assign(graph.layers());
        outputNames = names(outputs);
        int n = graph.layers().size();
        for (int i = 0; i < n; i++) {
            graph.layers().get(i).assignPlace("layer " + (i + 1) + " of " + n + ", ");
        }
        for (int i = 0; i < inputLayers.size(); i++) {
            Tensor input = inputs.get(i);
            inputLayers.get(i).connectedBy(() -> List.of(input));
        }
        ensureBuilt(inputs.stream().map(Tensor::shape).toList());
    }

    private static InputLayer inputLayer(Tensor tensor) {
        if (tensor instanceof Input input) {
            return input.layer();
        }
        // A model may begin inside another: the tensor there is an input of this one.
        return new InputLayer(tensor.shape(), tensor.dataType());
    }

    /** An output goes by the name of the layer that makes it, made unique. */
    private List<String> names(List<? extends Tensor> outputs) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Tensor output : outputs) {
            Op op = output.op();
            String name = output instanceof Input input
                    ? input.layer().name()
                    : op instanceof LayerCall call ? call.layer().name() : op.name();
            int n = seen.merge(name, 1, Integer::sum);
            names.add(n == 1 ? name : name + "_" + (n - 1));
        }
        return List.copyOf(names);
    }

    /** The graph between inputs and outputs. */
    @Override
    public Optional<Graph> graph() {
        return Optional.of(graph);
    }

    @Override
    public List<Tensor> inputs() {
        return graph.inputs();
    }

    @Override
    public List<Tensor> outputs() {
        return graph.outputs();
    }

    @Override
    protected List<Layer> sublayers() {
        return graph == null ? List.of() : graph.layers();
    }

    @Override
    public List<InputLayer> inputLayers() {
        return inputLayers;
    }

    @Override
    public List<String> outputNames() {
        return outputNames;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (inputs.size() != inputLayers.size()) {
            throw new ShapeMismatchException(JerasException.message(
                    title() + " cannot take these inputs.",
                    inputLayers.size() + " tensors",
                    inputs.size() + " tensors",
                    "apply it to one tensor for each input"));
        }
        List<Tensor> declared = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            declared.add(inputLayers.get(i).declared(inputs.get(i)));
        }
        return graph.replay(declared);
    }

    @Override
    public String className() {
        return "Functional";
    }
}
