package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.ShapeMismatchException;
import jeras.layers.Layer;
import jeras.layers.Layers;
import jeras.ops.Tensor;

/** From the configuration of a functional model to the model: its layers, called again as the file says. */
final class FunctionalReader {
    private final Where where;
    private final Map<String, Callee> callees = new LinkedHashMap<>();

    private FunctionalReader(Where where) {
        this.where = where;
    }

    /** A layer or operation of the model, and what its calls have made so far. */
    private static final class Callee {
        final String name;
        final Layer layer;
        final List<CallNode> nodes = new ArrayList<>();
        final List<List<Tensor>> made = new ArrayList<>();
        final Function<Call, List<Tensor>> call;

        Callee(String name, Layer layer, Function<Call, List<Tensor>> call) {
            this.name = name;
            this.layer = layer;
            this.call = call;
        }
    }

    private record Call(CallNode node, List<Tensor> tensors) {}

    static Model read(JsonObject config, Where where) {
        return new FunctionalReader(where).model(config);
    }

    private Model model(JsonObject config) {
        for (JsonElement json : LayerReader.array(config, "layers", where)) {
            if (!json.isJsonObject()) {
                throw where.damaged("a layer", Where.brief(json));
            }
            add(json.getAsJsonObject());
        }
        resolve();
        List<Tensor> inputs = tensors(config.get("input_layers"), false);
        List<Tensor> outputs = tensors(config.get("output_layers"), true);
        try {
            Model model = Model.of(where.string(config, "name"), inputs, outputs, List.copyOf(callees.keySet()));
            LayerReader.freeze(model, config);
            return model;
        } catch (InvalidArgumentException e) {
            throw where.damaged(
                    "a model from its inputs to its outputs", e.getMessage().replace("\n", "\n            "));
        }
    }

    private void add(JsonObject json) {
        JsonObject config = where.object(json, "config");
        String name = json.has("name") ? where.string(json, "name") : where.string(config, "name");
        String className = where.string(json, "class_name");
        Callee callee;
        if (className.equals(LayerReader.INPUT_LAYER)) {
            callee = new Callee(name, null, c -> List.of());
            callee.made.add(List.of(LayerReader.input(config, where.inside(name))));
        } else {
            if (isOperation(json, className)) {
                Operations.Known operation = Operations.find(className, where.inside(name));
                callee = new Callee(
                        name,
                        null,
                        c -> new OperationCall(name, json, c.node, operation, c.tensors, where.inside(name)).outputs());
            } else {
                if (!config.has("name")) {
                    config.addProperty("name", name);
                }
                Layer layer = LayerReader.layer(json, where);
                callee =
                        new Callee(name, layer, c -> LayerArguments.call(layer, c.node, c.tensors, where.inside(name)));
            }
            LayerReader.array(json, "inbound_nodes", where)
                    .forEach(n -> callee.nodes.add(CallNode.of(n, where.inside(name))));
        }
        if (callees.put(name, callee) != null) {
            throw where.damaged("layers of different names", "\"" + name + "\" twice");
        }
    }

    /** Legacy files leave the module out; a layer that goes by an operation's name takes its tensors in one list. */
    private static boolean isOperation(JsonObject json, String className) {
        String module = JsonText.string(json, "module");
        if (!module.isEmpty()) {
            return module.contains(".ops");
        }
        boolean several = json.get("inbound_nodes") instanceof JsonArray nodes
                && !nodes.isEmpty()
                && nodes.get(0) instanceof JsonObject node
                && node.get("args") instanceof JsonArray args
                && args.size() > 1;
        boolean operation =
                Operations.isKnown(className) && (several || !Layers.names().contains(className));
        if (operation) {
            json.addProperty("module", Operations.module(className));
            json.addProperty("registered_name", className);
        }
        return operation;
    }

    /** Calls what can be called until nothing is left: a file may list a layer before those that it needs. */
    private void resolve() {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Callee callee : callees.values()) {
                while (callee.made.size() < callee.nodes.size() && call(callee)) {
                    progress = true;
                }
            }
        }
        List<String> open = callees.values().stream()
                .filter(c -> c.made.size() < c.nodes.size())
                .map(c -> c.name)
                .toList();
        if (!open.isEmpty()) {
            throw where.damaged("calls of layers on what earlier calls made", open + " without their inputs");
        }
    }

    private boolean call(Callee callee) {
        CallNode node = callee.nodes.get(callee.made.size());
        List<Tensor> tensors = new ArrayList<>();
        for (CallNode.History history : node.tensors(where.inside(callee.name))) {
            Tensor tensor = find(history, 0);
            if (tensor == null) {
                return false;
            }
            tensors.add(tensor);
        }
        try {
            if (tensors.isEmpty()) {
                throw where.inside(callee.name).damaged("a call of at least one tensor", "none");
            }
            callee.made.add(callee.call.apply(new Call(node, tensors)));
            return true;
        } catch (InvalidArgumentException | ShapeMismatchException e) {
            throw where.inside(callee.name)
                    .damaged("layers that fit together", e.getMessage().replace("\n", "\n            "));
        }
    }

    /** The tensor, or null when it has not been made yet. */
    private Tensor find(CallNode.History history, int less) {
        Callee callee = callees.get(history.layer());
        if (callee == null) {
            throw where.damaged("a layer of the model", "\"" + history.layer() + "\" as an input");
        }
        int node = Math.max(0, history.node() - less);
        if (node >= callee.made.size()) {
            return null;
        }
        List<Tensor> outputs = callee.made.get(node);
        if (history.tensor() < 0 || history.tensor() >= outputs.size()) {
            throw where.damaged(
                    outputs.size() + " outputs of \"" + history.layer() + "\"",
                    "output " + history.tensor() + " of it");
        }
        return outputs.get(history.tensor());
    }

    /** One tensor, a list of them or an object with them: all three forms occur. */
    private List<Tensor> tensors(JsonElement json, boolean output) {
        List<Tensor> all = new ArrayList<>();
        if (json != null && json.isJsonObject()) {
            // Python sorts the keys of a dict of tensors.
            new TreeMap<>(json.getAsJsonObject().asMap()).values().forEach(v -> all.addAll(tensors(v, output)));
        } else if (json != null && json.isJsonArray()) {
            JsonArray list = json.getAsJsonArray();
            if (!list.isEmpty() && list.get(0).isJsonPrimitive()) {
                all.add(end(CallNode.History.of(list, where), output));
            } else {
                list.forEach(v -> all.addAll(tensors(v, output)));
            }
        } else {
            throw where.damaged("a model's inputs and outputs", json == null ? "none" : Where.brief(json));
        }
        return all;
    }

    private Tensor end(CallNode.History history, boolean output) {
        Callee callee = callees.get(history.layer());
        // Keras counts the calls of a functional model from 1 here, because making it was its first.
        int less = output
                        && callee != null
                        && callee.layer instanceof Model m
                        && m.graph().isPresent()
                ? 1
                : 0;
        Tensor tensor = find(history, less);
        if (tensor == null) {
            throw where.damaged("a call of \"" + history.layer() + "\"", "none of number " + history.node());
        }
        return tensor;
    }
}
