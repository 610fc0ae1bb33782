package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The calls of a functional model of Keras 1 or 2, lists of {@code [layer, node, tensor, arguments]}, in the form of Keras 3.
 *
 * <p>Keras 2 counts the calls of a nested model from 1, because making it was its first. A call that nobody uses is not in a
 * file, so the smallest number that occurs is that of the first call.
 */
final class OlderGraph {
    /** In the place of a layer's name: what stands at the tensor's place is a constant. */
    private static final String CONSTANT = "_CONSTANT_VALUE";

    private final Map<String, Integer> firstCalls = new HashMap<>();
    private final Set<String> layers = new HashSet<>();
    private final Set<String> functional = new HashSet<>();

    private OlderGraph() {}

    /** Changes a functional model's configuration in place; does nothing for one of Keras 3. */
    static void connect(JsonObject config) {
        if (!config.get("layers").isJsonArray()) {
            return;
        }
        JsonArray all = config.getAsJsonArray("layers");
        boolean older = false;
        for (JsonElement layer : all) {
            older |= layer.isJsonObject()
                    && layer.getAsJsonObject().get("inbound_nodes") instanceof JsonArray nodes
                    && !nodes.isEmpty()
                    && nodes.get(0).isJsonArray();
        }
        if (older) {
            new OlderGraph().model(config, all);
        }
    }

    private void model(JsonObject config, JsonArray all) {
        for (JsonElement layer : all) {
            if (layer.isJsonObject()) {
                String name = JsonText.string(layer.getAsJsonObject(), "name");
                layers.add(name);
                if (layer.getAsJsonObject().get("config") instanceof JsonObject inner && inner.has("output_layers")) {
                    functional.add(name);
                }
            }
        }
        for (JsonElement layer : all) {
            if (layer.isJsonObject()) {
                count(layer.getAsJsonObject().get("inbound_nodes"));
            }
        }
        count(config.get("output_layers"));
        JsonArray more = new JsonArray();
        for (JsonElement layer : all) {
            if (layer.isJsonObject() && layer.getAsJsonObject().get("inbound_nodes") instanceof JsonArray nodes) {
                JsonArray calls = new JsonArray();
                nodes.forEach(node -> calls.add(node.isJsonArray() ? call(node.getAsJsonArray()) : node));
                JsonObject described = layer.getAsJsonObject();
                String className = JsonText.string(described, "class_name");
                if (TensorFlowCalls.isOne(className)) {
                    TensorFlowCalls.describe(described, calls).forEach(more::add);
                }
                described.add("inbound_nodes", calls);
            }
        }
        all.addAll(more);
        if (config.get("output_layers") instanceof JsonArray outputs) {
            config.add("output_layers", ends(outputs));
        }
    }

    private static boolean isNumber(JsonElement json) {
        return json.isJsonPrimitive() && json.getAsJsonPrimitive().isNumber();
    }

    /** {@code ["dense", 0, 0]}, perhaps with arguments behind. */
    private boolean isTensor(JsonElement json) {
        return json instanceof JsonArray list
                && list.size() >= 3
                && list.get(0).isJsonPrimitive()
                && layers.contains(list.get(0).getAsString())
                && isNumber(list.get(1))
                && isNumber(list.get(2));
    }

    private static boolean isConstant(JsonElement json) {
        return json instanceof JsonArray list
                && list.size() >= 3
                && list.get(0).isJsonPrimitive()
                && list.get(0).getAsString().equals(CONSTANT);
    }

    private void count(JsonElement json) {
        if (isTensor(json)) {
            JsonArray tensor = json.getAsJsonArray();
            firstCalls.merge(tensor.get(0).getAsString(), tensor.get(1).getAsInt(), Math::min);
            for (int i = 3; i < tensor.size(); i++) {
                count(tensor.get(i));
            }
        } else if (json instanceof JsonArray list) {
            list.forEach(this::count);
        } else if (json instanceof JsonObject object) {
            object.asMap().values().forEach(this::count);
        }
    }

    private JsonArray history(JsonArray tensor, int more) {
        String layer = tensor.get(0).getAsString();
        JsonArray history = new JsonArray();
        history.add(layer);
        history.add(tensor.get(1).getAsInt() - firstCalls.getOrDefault(layer, 0) + more);
        history.add(tensor.get(2));
        return history;
    }

    private JsonObject tensor(JsonElement tensor) {
        return CallNode.tensor(history(tensor.getAsJsonArray(), 0), new JsonObject());
    }

    /** Keras 3 counts a functional model's calls from 1 here, too, and only here. */
    private JsonArray ends(JsonArray json) {
        if (isTensor(json)) {
            return history(json, functional.contains(json.get(0).getAsString()) ? 1 : 0);
        }
        JsonArray all = new JsonArray();
        json.forEach(e -> all.add(e instanceof JsonArray list ? ends(list) : e));
        return all;
    }

    private JsonObject call(JsonArray node) {
        JsonArray inputs = new JsonArray();
        JsonObject kwargs = new JsonObject();
        boolean one = isTensor(node) || isConstant(node);
        JsonArray all = new JsonArray();
        if (one) {
            all.add(node);
        } else {
            all.addAll(node);
        }
        for (JsonElement input : all) {
            inputs.add(
                    isTensor(input)
                            ? tensor(input)
                            : isConstant(input) ? input.getAsJsonArray().get(2) : input);
            if (input instanceof JsonArray list && list.size() > 3 && list.get(3) instanceof JsonObject told) {
                told.asMap().forEach((key, value) -> kwargs.add(key, argument(value)));
            }
        }
        JsonObject call = new JsonObject();
        JsonArray args = new JsonArray();
        args.add(one || inputs.size() == 1 ? inputs.get(0) : inputs);
        call.add("args", args);
        call.add("kwargs", kwargs);
        return call;
    }

    /** Tensors among the arguments by name. */
    private JsonElement argument(JsonElement value) {
        if (isTensor(value)) {
            return tensor(value);
        }
        if (isConstant(value)) {
            return value.getAsJsonArray().get(2);
        }
        if (value instanceof JsonArray list) {
            JsonArray all = new JsonArray();
            list.forEach(e -> all.add(argument(e)));
            return all;
        }
        return value;
    }
}
