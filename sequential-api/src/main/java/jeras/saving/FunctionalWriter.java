package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jeras.Model;
import jeras.graph.Graph;
import jeras.layers.Concatenate;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.layers.LayerCall;
import jeras.ops.Op;
import jeras.ops.Operation;
import jeras.ops.Tensor;

/** From a functional model to Keras's description of it: layers, and the calls that connect them. */
final class FunctionalWriter {
    /** The names that Python gives to layers of the class by itself. */
    private static final Pattern CONCATENATE = Pattern.compile("concatenate(_\\d+)?");

    private final Graph graph;
    private final boolean masked;
    private final boolean joinsMasks;
    private final Map<Graph.Node, String> names = new HashMap<>();
    private final Map<Tensor, CallNode.History> histories = new HashMap<>();

    private FunctionalWriter(Graph graph) {
        this.graph = graph;
        masked = graph.nodes().stream().anyMatch(FunctionalWriter::takesMasks);
        joinsMasks = graph.nodes().stream().anyMatch(n -> n.layer() instanceof Concatenate && takesMasks(n));
    }

    static JsonObject write(Model model) {
        return new FunctionalWriter(model.graph().orElseThrow()).functional(model);
    }

    private JsonObject functional(Model model) {
        nameNodes();
        for (int i = 0; i < graph.inputs().size(); i++) {
            String name = LayerWriter.name(model.inputLayers().get(i));
            histories.put(graph.inputs().get(i), new CallNode.History(name, 0, 0));
        }
        graph.nodes().forEach(this::addHistories);
        JsonArray layers = new JsonArray();
        graph.nodes().forEach(node -> layers.add(node(node)));
        JsonObject config = LayerWriter.named(model);
        config.add("layers", layers);
        config.add("input_layers", ends(graph.inputs(), false));
        config.add("output_layers", ends(graph.outputs(), true));
        JsonObject described = ObjectWriter.described("keras.src.models.functional", "Functional", config);
        described.addProperty("registered_name", "Functional");
        return described;
    }

    /** Operations get names beside those of the layers: add, add_1, ... */
    private void nameNodes() {
        Set<String> taken = new HashSet<>();
        graph.layers().forEach(layer -> taken.add(LayerWriter.name(layer)));
        for (Graph.Node node : graph.nodes()) {
            String name = node.name();
            for (int n = 1; node.layer() == null && !taken.add(name); n++) {
                name = node.name() + "_" + n;
            }
            names.put(node, node.layer() == null ? name : LayerWriter.name(node.layer()));
        }
    }

    private void addHistories(Graph.Node node) {
        for (int call = 0; call < node.calls().size(); call++) {
            List<Tensor> outputs = node.calls().get(call).outputs();
            for (int i = 0; i < outputs.size(); i++) {
                histories.put(outputs.get(i), new CallNode.History(names.get(node), call, i));
            }
        }
    }

    private JsonObject node(Graph.Node node) {
        JsonObject json = node.layer() == null ? operation(node) : LayerWriter.layer(node.layer());
        json.addProperty("name", names.get(node));
        if (isNamedByKeras(node)) {
            json.getAsJsonObject("config").remove("name");
        }
        JsonArray calls = new JsonArray();
        if (!(node.layer() instanceof InputLayer)) {
            node.calls().forEach(call -> calls.add(call(node.layer(), call)));
        }
        json.add("inbound_nodes", calls);
        return json;
    }

    private static boolean takesMasks(Graph.Node node) {
        return node.calls().stream().flatMap(call -> call.inputs().stream()).anyMatch(t -> t.mask() != null);
    }

    /**
     * Where there are masks, Keras makes nodes that compute them when it loads the model, and counts their names, such as
     * logical_or and concatenate, without a look at those in the file: what a file leaves nameless is counted along.
     */
    private boolean isNamedByKeras(Graph.Node node) {
        return node.layer() == null
                ? masked
                : joinsMasks
                        && node.layer() instanceof Concatenate
                        && CONCATENATE.matcher(names.get(node)).matches();
    }

    private JsonObject operation(Graph.Node node) {
        Op op = node.calls().get(0);
        if (op instanceof OperationCall known) {
            return known.json().deepCopy();
        }
        if (op instanceof Operation operation) {
            return OperationWriter.described(operation, names.get(node));
        }
        throw ObjectWriter.refused(
                "layers and operations of Keras", "\"" + op.name() + "\", which Keras does not have, outside a layer");
    }

    private JsonObject call(Layer layer, Op op) {
        if (op instanceof OperationCall known) {
            Iterator<JsonObject> tensors =
                    known.inputs().stream().map(this::tensor).iterator();
            return known.node().withTensors(tensors);
        }
        if (op instanceof Operation operation) {
            JsonObject call = new JsonObject();
            call.add("args", OperationWriter.arguments(operation, this::tensor));
            call.add("kwargs", new JsonObject());
            return call;
        }
        JsonObject kwargs = new JsonObject();
        List<?> arguments = op.inputs();
        if (op instanceof LayerCall told) {
            arguments = layer.callArguments(told.layerInputs());
            // One parameter that takes a list takes its masks as a list.
            int masks = arguments.get(0) instanceof List<?> list ? list.size() : 0;
            layer.callKeywords(told.layerInputs()).forEach((name, value) -> kwargs.add(name, tensor(value)));
            told.arguments().forEach((name, value) -> kwargs.add(name, argument(value, masks)));
        }
        JsonObject call = new JsonObject();
        call.add("args", arguments(arguments));
        call.add("kwargs", kwargs);
        return call;
    }

    /** @param count the number of masks in a list of them, 0 for a single one */
    private JsonElement argument(Object value, int count) {
        if (value instanceof List<?> masks) {
            JsonArray array = new JsonArray();
            for (int i = 0; i < Math.max(1, count); i++) {
                Object mask = i < masks.size() ? masks.get(i) : null;
                array.add(mask == null ? JsonNull.INSTANCE : tensor((Tensor) mask));
            }
            return count == 0 ? array.get(0) : array;
        }
        return value instanceof Tensor t ? tensor(t) : new JsonPrimitive((Boolean) value);
    }

    private JsonArray arguments(List<?> arguments) {
        JsonArray array = new JsonArray();
        for (Object argument : arguments) {
            array.add(argument instanceof List<?> list ? arguments(list) : tensor((Tensor) argument));
        }
        return array;
    }

    private JsonObject tensor(Tensor tensor) {
        CallNode.History history = histories.get(tensor);
        if (history == null) {
            throw ObjectWriter.refused(
                    "layers called on what other layers of the model make",
                    "a weight or a constant as an input between the layers");
        }
        return CallNode.tensor(history.json(), Operations.described(tensor));
    }

    /** One tensor, or a list of several: so Keras gives back one array, or a list of them. */
    private JsonElement ends(List<Tensor> tensors, boolean output) {
        List<JsonArray> all = new ArrayList<>();
        for (Tensor tensor : tensors) {
            CallNode.History h = histories.get(tensor);
            boolean functional = output
                    && tensor.op() instanceof LayerCall call
                    && call.layer() instanceof Model inner
                    && inner.graph().isPresent();
            // Keras counts the calls of a functional model from 1 here, because making it was its first.
            all.add(new CallNode.History(h.layer(), functional ? h.node() + 1 : h.node(), h.tensor()).json());
        }
        if (all.size() == 1) {
            return all.get(0);
        }
        JsonArray list = new JsonArray();
        all.forEach(list::add);
        return list;
    }
}
