package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call in a functional model, an element of {@code inbound_nodes}: arguments by place and by name, with tensors among them,
 * nested in lists and objects as the caller gave them.
 */
record CallNode(JsonElement args, JsonObject kwargs) {
    /** Which output of which call of which layer a tensor is. */
    record History(String layer, int node, int tensor) {
        static History of(JsonElement json, Where where) {
            JsonArray parts = json != null && json.isJsonArray() ? json.getAsJsonArray() : new JsonArray();
            if (parts.size() < 3) {
                throw where.damaged("a tensor's layer, node and place", json == null ? "none" : Where.brief(json));
            }
            return new History(
                    parts.get(0).getAsString(),
                    parts.get(1).getAsInt(),
                    parts.get(2).getAsInt());
        }

        JsonArray json() {
            JsonArray parts = new JsonArray();
            parts.add(layer);
            parts.add(node);
            parts.add(tensor);
            return parts;
        }
    }

    /** Reads a node of Keras 3, or of Keras 2, where it is a list of {@code [layer, node, tensor, arguments]}. */
    static CallNode of(JsonElement json, Where where) {
        if (json.isJsonObject()) {
            JsonElement args = json.getAsJsonObject().get("args");
            JsonElement kwargs = json.getAsJsonObject().get("kwargs");
            return new CallNode(
                    args == null ? new JsonArray() : args,
                    kwargs == null || !kwargs.isJsonObject() ? new JsonObject() : kwargs.getAsJsonObject());
        }
        if (!json.isJsonArray()) {
            throw where.damaged("the arguments of a call", Where.brief(json));
        }
        JsonArray tensors = new JsonArray();
        JsonObject kwargs = new JsonObject();
        json.getAsJsonArray().forEach(one -> {
            tensors.add(tensor(one, new JsonObject()));
            JsonArray parts = one.getAsJsonArray();
            if (parts.size() > 3 && parts.get(3).isJsonObject()) {
                parts.get(3).getAsJsonObject().asMap().forEach(kwargs::add);
            }
        });
        // Several tensors were one list, the layer's only input.
        JsonArray args = new JsonArray();
        args.add(tensors.size() == 1 ? tensors.get(0) : tensors);
        return new CallNode(args, kwargs);
    }

    /** How files write a tensor. */
    static JsonObject tensor(JsonElement history, JsonObject shapeAndType) {
        JsonObject config = shapeAndType;
        config.add("keras_history", history);
        JsonObject tensor = new JsonObject();
        tensor.addProperty("class_name", "__keras_tensor__");
        tensor.add("config", config);
        return tensor;
    }

    static boolean isTensor(JsonElement json) {
        return json.isJsonObject()
                && JsonText.string(json.getAsJsonObject(), "class_name").equals("__keras_tensor__");
    }

    /** The tensors in the arguments by place, then in those by name. */
    List<History> tensors(Where where) {
        List<History> found = new ArrayList<>();
        Consumer<JsonElement> add = t ->
                found.add(History.of(where.object(t.getAsJsonObject(), "config").get("keras_history"), where));
        walk(args, add);
        kwargs.asMap().values().forEach(v -> walk(v, add));
        return found;
    }

    static void walk(JsonElement json, Consumer<JsonElement> tensors) {
        if (isTensor(json)) {
            tensors.accept(json);
        } else if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(e -> walk(e, tensors));
        } else if (json.isJsonObject()) {
            json.getAsJsonObject().asMap().values().forEach(e -> walk(e, tensors));
        }
    }

    /** The same call of other tensors, given in the order of {@link #tensors}. */
    JsonObject withTensors(Iterator<JsonObject> tensors) {
        JsonObject node = new JsonObject();
        Function<JsonElement, JsonElement> next = t -> tensors.next();
        node.add("args", replaced(args, next));
        node.add("kwargs", replaced(kwargs, next));
        return node;
    }

    private static JsonElement replaced(JsonElement json, Function<JsonElement, JsonElement> tensor) {
        if (isTensor(json)) {
            return tensor.apply(json);
        }
        if (json.isJsonArray()) {
            JsonArray copy = new JsonArray();
            json.getAsJsonArray().forEach(e -> copy.add(replaced(e, tensor)));
            return copy;
        }
        if (json.isJsonObject()) {
            JsonObject copy = new JsonObject();
            json.getAsJsonObject().asMap().forEach((k, v) -> copy.add(k, replaced(v, tensor)));
            return copy;
        }
        return json == null ? JsonNull.INSTANCE : json;
    }
}
