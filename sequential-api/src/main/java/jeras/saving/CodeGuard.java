package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds Python code inside a model's configuration.
 *
 * <p>Keras stores a {@code lambda} as marshalled byte code. Jeras executes nothing from a file, so such a model cannot
 * compute; better to say so when it is loaded.
 */
final class CodeGuard {
    private record Step(JsonElement element, List<String> names) {}

    private CodeGuard() {}

    /**
     * Does nothing for a configuration without code.
     *
     * @param replaced the names of layers that the user has given in the place of the file's
     * @throws jeras.FileFormatException with the names of the layers that lead to the code
     */
    static void refuseCode(Place place, JsonObject config, Set<String> replaced) {
        Deque<Step> left = new ArrayDeque<>(List.of(new Step(config, List.of())));
        while (!left.isEmpty()) {
            Step step = left.pop();
            if (step.element.isJsonArray()) {
                step.element.getAsJsonArray().forEach(element -> left.push(new Step(element, step.names)));
            } else if (step.element.isJsonObject()) {
                JsonObject object = step.element.getAsJsonObject();
                List<String> names = named(object, step.names);
                if (!names.isEmpty() && replaced.contains(names.get(names.size() - 1))) {
                    continue;
                }
                if (holdsCode(object)) {
                    throw refusal(place, names);
                }
                for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                    left.push(new Step(entry.getValue(), names));
                }
            }
        }
    }

    private static boolean holdsCode(JsonObject object) {
        String className = JsonText.string(object, "class_name");
        if (className.equals("__lambda__")) {
            return true;
        }
        JsonObject config = child(object, "config");
        // Files of Keras 2: the function as [code, defaults, closure], or marked by its type.
        return className.equals("Lambda")
                && ((config.has("function") && config.get("function").isJsonArray())
                        || JsonText.string(config, "function_type").equals("lambda"));
    }

    /** Models and layers have a class and, in their configuration, a name. */
    private static List<String> named(JsonObject object, List<String> names) {
        String name = JsonText.string(child(object, "config"), "name");
        if (!object.has("class_name") || name.isEmpty()) {
            return names;
        }
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return longer;
    }

    private static RuntimeException refusal(Place place, List<String> names) {
        String where = names.isEmpty() ? "its configuration" : "\"" + String.join("\" > \"", names) + "\"";
        return place.error(
                "a model made of layers",
                "Python code, a lambda, in " + where,
                "give a layer for it, Model.load(file, o -> o.replace("
                        + (names.isEmpty() ? "name" : "\"" + names.get(names.size() - 1) + "\"")
                        + ", layer)), or replace the Lambda layer in Keras and save the model again;"
                        + " Jeras does not execute code from files");
    }

    private static JsonObject child(JsonObject object, String key) {
        JsonElement child = object.get(key);
        return child != null && child.isJsonObject() ? child.getAsJsonObject() : new JsonObject();
    }
}
