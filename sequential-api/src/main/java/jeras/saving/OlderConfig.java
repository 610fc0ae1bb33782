package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jeras.layers.Layers;

/**
 * From the description of a model as Keras 1, Keras 2 or tf.keras wrote it to the description that Keras 3 writes. What is in
 * that form already comes out as it was.
 *
 * @param older whether arguments are those of Keras 1 and 2
 */
record OlderConfig(boolean older) {
    /** Arguments that hold layers. */
    private static final List<String> INSIDE = List.of("layer", "backward_layer", "cell", "cells", "layers");

    /** All names under which a functional model has been saved. */
    private static final Set<String> FUNCTIONAL = Set.of("Functional", "Model", "Container", "Network");

    /**
     * @param json a model or a layer, which is not changed
     * @param kerasVersion of the file, as {@code 2.15.0}; empty for the first, which did not write it down
     */
    static JsonObject modern(JsonObject json, String kerasVersion) {
        boolean older = kerasVersion.isEmpty() || kerasVersion.startsWith("1.") || kerasVersion.startsWith("2.");
        return new OlderConfig(older).layer(json);
    }

    private JsonObject layer(JsonObject described) {
        JsonObject json = described.deepCopy();
        String className = OlderNames.layer(JsonText.string(json, "class_name"));
        json.addProperty("class_name", className);
        JsonElement told = json.get("config");
        if (told != null && told.isJsonArray()) {
            json.add("config", list(told.getAsJsonArray())); // a Sequential's layers, up to Keras 2.2
        } else if (told == null || !told.isJsonObject()) {
            return json; // the reader says what is wrong with it
        }
        JsonObject config = json.getAsJsonObject("config");
        if (className.equals("Sequential")) {
            sequential(config);
        }
        if (FUNCTIONAL.contains(className) && config.has("layers")) {
            json.addProperty("class_name", "Functional");
            OlderGraph.connect(config);
        }
        for (String key : INSIDE) {
            inside(config, key);
        }
        if (JsonText.string(described, "class_name").equals("CuDNNGRU")) {
            config.addProperty("reset_after", true);
        }
        if (older && isOfKeras(className)) {
            OlderArguments.rename(json, config);
        }
        return json;
    }

    /** Arguments of a user's own class are what that class makes of them. */
    private static boolean isOfKeras(String className) {
        return Layers.names().contains(className)
                || className.equals(LayerReader.INPUT_LAYER)
                || className.equals("Merge");
    }

    private static JsonObject list(JsonArray layers) {
        JsonObject config = new JsonObject();
        config.addProperty("name", "sequential");
        config.add("layers", layers);
        return config;
    }

    private void inside(JsonObject config, String key) {
        JsonElement value = config.get(key);
        if (value == null) {
            return;
        }
        if (isLayer(value)) {
            config.add(key, layer(value.getAsJsonObject()));
        } else if (value.isJsonArray()) {
            JsonArray all = new JsonArray();
            value.getAsJsonArray().forEach(e -> all.add(isLayer(e) ? layer(e.getAsJsonObject()) : e));
            config.add(key, all);
        }
    }

    private static boolean isLayer(JsonElement json) {
        return json.isJsonObject() && json.getAsJsonObject().has("class_name");
    }

    /** Before Keras 2.4 the first layer alone said which input a Sequential takes. */
    private static void sequential(JsonObject config) {
        if (!config.has("name")) {
            config.addProperty("name", "sequential");
        }
        JsonElement layers = config.get("layers");
        if (layers == null || !layers.isJsonArray() || layers.getAsJsonArray().isEmpty()) {
            return;
        }
        JsonElement first = layers.getAsJsonArray().get(0);
        if (!isLayer(first)
                || JsonText.string(first.getAsJsonObject(), "class_name").equals(LayerReader.INPUT_LAYER)) {
            return;
        }
        JsonElement shape = firstShape(first.getAsJsonObject());
        if (shape != null && shape.isJsonArray()) {
            JsonObject input = new JsonObject();
            input.add("batch_shape", shape);
            JsonElement type = first.getAsJsonObject().getAsJsonObject("config").get("input_dtype");
            input.addProperty("dtype", type != null && type.isJsonPrimitive() ? type.getAsString() : "float32");
            input.addProperty("name", "input_layer");
            JsonObject described = new JsonObject();
            described.addProperty("class_name", LayerReader.INPUT_LAYER);
            described.add("config", input);
            JsonArray all = new JsonArray();
            all.add(described);
            all.addAll(layers.getAsJsonArray());
            config.add("layers", all);
        }
    }

    /** The shape that a layer, or the innermost first layer of what it wraps, declares for its input. */
    private static JsonElement firstShape(JsonObject layer) {
        JsonElement config = layer.get("config");
        if (config == null || !config.isJsonObject()) {
            return null;
        }
        JsonElement shape = config.getAsJsonObject().get("batch_input_shape");
        if (shape != null) {
            return shape;
        }
        for (Map.Entry<String, JsonElement> entry : config.getAsJsonObject().entrySet()) {
            boolean models = entry.getKey().equals("layers") && entry.getValue().isJsonArray();
            if (models && !entry.getValue().getAsJsonArray().isEmpty()) {
                JsonElement first = entry.getValue().getAsJsonArray().get(0);
                return isLayer(first) && !FUNCTIONAL.contains(JsonText.string(layer, "class_name"))
                        ? firstShape(first.getAsJsonObject())
                        : null;
            }
        }
        return null;
    }
}
