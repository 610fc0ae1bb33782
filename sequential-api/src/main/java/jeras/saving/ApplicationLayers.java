package jeras.saving;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * The layers that Keras keeps among its applications and not among its layers. People have classes of these names of their own,
 * too, so only the module tells whose a file means.
 */
final class ApplicationLayers {
    private static final Map<String, String> MODULES = Map.of(
            "CustomScaleLayer", "keras.src.applications.inception_resnet_v2",
            "LayerScale", "keras.src.applications.convnext",
            "StochasticDepth", "keras.src.applications.convnext");

    private ApplicationLayers() {}

    /** The module in which Keras 3 finds the class; empty for one of another kind. */
    static Optional<String> module(String className) {
        return Optional.ofNullable(MODULES.get(className));
    }

    /** True for the description of one of these layers as Keras 2 and 3 write it. */
    static boolean isOne(JsonObject json) {
        String module = JsonText.string(json, "module");
        return hasName(json) && (module.startsWith("keras.") || module.startsWith("tf_keras."));
    }

    /** True when someone's own class has the name of one of these layers, as its module tells; legacy files have none. */
    static boolean isNamesake(JsonObject json) {
        return hasName(json) && json.has("module") && !isOne(json);
    }

    private static boolean hasName(JsonObject json) {
        return MODULES.containsKey(JsonText.string(json, "class_name"));
    }
}
