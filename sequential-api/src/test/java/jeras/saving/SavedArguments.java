package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/** Arguments of layers as two files have them: ours and Keras's. */
final class SavedArguments {
    /**
     * What Keras writes besides a layer's arguments, or where Jeras knows one value only: names and types are compared by what
     * comes of them.
     */
    private static final Set<String> NOT_ARGUMENTS = Set.of(
            "name",
            "trainable",
            "dtype",
            "sparse",
            "ragged",
            "optional",
            "encoding",
            "input_axes",
            "output_axes",
            "vocabulary_dtype");

    private SavedArguments() {}

    /** Expects that both say the same of each argument that Keras knows. */
    static void assertSame(SoftAssertions all, String what, JsonObject ours, JsonObject keras) {
        Set<String> known = ours.keySet();
        keras.asMap().forEach((key, value) -> {
            // Left open, they are what Keras makes of them when the shape of the input is known, or draws.
            boolean open = Set.of("attention_axes", "seed").contains(key)
                    && known.contains(key)
                    && ours.get(key).isJsonNull();
            // No arguments of the layer, or what it has learned, which is nothing yet.
            boolean fixed = Set.of("oov_method", "vocabulary_size").contains(key) && !known.contains(key);
            if (!NOT_ARGUMENTS.contains(key) && !open && !fixed) {
                Object one = plain(known.contains(key) ? ours.get(key) : null);
                boolean sides = key.endsWith("_factor") && one instanceof Float && value.isJsonArray();
                all.assertThat(sides ? List.of(-(Float) one, one) : one)
                        .as(what + ": " + key)
                        .isEqualTo(plain(value));
            }
        });
    }

    /** What an argument says, without how it is spelled: in how many digits, with a fraction, where a class is found. */
    private static Object plain(JsonElement json) {
        if (json == null || json.isJsonNull()) {
            return "null";
        } else if (json instanceof JsonArray array) {
            return array.size() == 1
                    ? plain(array.get(0))
                    : array.asList().stream().map(SavedArguments::plain).toList();
        } else if (json instanceof JsonObject object) {
            if (object.has("class_name") && object.has("config")) {
                return Map.of("class", object.get("class_name").getAsString(), "config", plain(object.get("config")));
            }
            Map<String, Object> values = new LinkedHashMap<>();
            object.asMap().forEach((key, value) -> {
                if (!NOT_ARGUMENTS.contains(key) && !value.isJsonNull()) {
                    values.put(key, plain(value));
                }
            });
            return values;
        }
        JsonPrimitive primitive = json.getAsJsonPrimitive();
        return primitive.isNumber() ? (Object) primitive.getAsFloat() : primitive.toString();
    }
}
