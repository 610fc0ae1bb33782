package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/** From the initializers, regularizers and constraints among older arguments to those of Keras 3. */
final class OlderObjects {
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("GlorotUniformV2", "GlorotUniform"),
            Map.entry("GlorotNormalV2", "GlorotNormal"),
            Map.entry("VarianceScalingV2", "VarianceScaling"),
            Map.entry("RandomNormalV2", "RandomNormal"),
            Map.entry("RandomUniformV2", "RandomUniform"),
            Map.entry("TruncatedNormalV2", "TruncatedNormal"),
            Map.entry("OrthogonalV2", "Orthogonal"),
            Map.entry("ZerosV2", "Zeros"),
            Map.entry("OnesV2", "Ones"),
            Map.entry("ConstantV2", "Constant"),
            Map.entry("WeightRegularizer", "L1L2"),
            Map.entry("ActivityRegularizer", "L1L2"),
            Map.entry("L1L2Regularizer", "L1L2"),
            Map.entry("Maxnorm", "MaxNorm"),
            Map.entry("Nonneg", "NonNeg"),
            Map.entry("Unitnorm", "UnitNorm"));

    private OlderObjects() {}

    /** Changes the objects of a layer's configuration in place. */
    static void rename(JsonObject config) {
        for (String key : List.copyOf(config.keySet())) {
            JsonElement value = config.get(key);
            if (key.endsWith("_initializer") || key.endsWith("_regularizer") || key.endsWith("_constraint")) {
                config.add(key, value.isJsonObject() ? object(value.getAsJsonObject()) : id(value));
            }
        }
    }

    private static JsonElement id(JsonElement id) {
        boolean none = id.isJsonPrimitive() && id.getAsString().isEmpty();
        return none ? JsonNull.INSTANCE : id;
    }

    private static JsonObject object(JsonObject object) {
        JsonObject renamed = new JsonObject();
        JsonObject config = new JsonObject();
        String className = JsonText.string(object, "class_name");
        if (className.isEmpty() && object.has("name")) {
            // Keras 1: the class as "name" among the arguments.
            className = JsonText.string(object, "name");
            object.asMap().forEach(config::add);
            config.remove("name");
        } else if (object.has("config") && object.get("config").isJsonObject()) {
            config = object.getAsJsonObject("config").deepCopy();
        } else {
            return object;
        }
        if (config.has("m")) {
            config.add("max_value", config.remove("m"));
        }
        if (className.startsWith("VarianceScaling")
                && JsonText.string(config, "distribution").equals("normal")) {
            config.addProperty("distribution", "truncated_normal");
        }
        config.remove("dtype");
        object.asMap().forEach(renamed::add);
        renamed.remove("name");
        renamed.addProperty("class_name", CLASSES.getOrDefault(className, className));
        renamed.add("config", config);
        return renamed;
    }
}
