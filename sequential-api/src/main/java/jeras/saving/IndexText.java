package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.StringJoiner;

/** Python's index: as between the brackets, and as files write it. */
final class IndexText {
    private static final String ELLIPSIS = "__ellipsis__";
    private static final String SLICE = "__slice__";

    private IndexText() {}

    /** As {@code x.get} takes it. */
    static String read(JsonElement key, OperationArguments a) {
        StringJoiner parts = new StringJoiner(", ");
        JsonArray keys = key.isJsonArray() ? key.getAsJsonArray() : new JsonArray();
        if (!key.isJsonArray()) {
            keys.add(key);
        }
        keys.forEach(k -> parts.add(part(k, a)));
        return parts.toString();
    }

    private static String part(JsonElement key, OperationArguments a) {
        if (key.isJsonNull()) {
            return "newaxis";
        }
        if (key.isJsonPrimitive()) {
            return key.getAsString();
        }
        JsonObject object = key.isJsonObject() ? key.getAsJsonObject() : new JsonObject();
        return switch (JsonText.string(object, "class_name")) {
            case ELLIPSIS -> "...";
            case SLICE -> slice(a.where().object(object, "config"));
            default -> throw a.unsupported(1, "key");
        };
    }

    private static String slice(JsonObject slice) {
        String range = JsonText.string(slice, "start") + ":" + JsonText.string(slice, "stop");
        return JsonText.string(slice, "step").isEmpty() ? range : range + ":" + JsonText.string(slice, "step");
    }

    /** As Keras writes it: one number, or a list of parts. Of a slice alone, without a list around it, Keras knows no shape. */
    static JsonElement write(String index) {
        JsonArray parts = new JsonArray();
        for (String part : index.split(",", -1)) {
            parts.add(write(part.trim(), part.split(":", -1)));
        }
        return parts.size() == 1 && parts.get(0).isJsonPrimitive() ? parts.get(0) : parts;
    }

    private static JsonElement write(String part, String... bounds) {
        if (part.equals("...")) {
            return described(ELLIPSIS, new JsonObject());
        } else if (part.equals("newaxis") || part.equals("None")) {
            return JsonNull.INSTANCE;
        } else if (bounds.length == 1) {
            return new JsonPrimitive(Long.parseLong(part));
        }
        JsonObject slice = new JsonObject();
        slice.add("start", bound(bounds, 0));
        slice.add("stop", bound(bounds, 1));
        slice.add("step", bound(bounds, 2));
        return described(SLICE, slice);
    }

    private static JsonElement bound(String[] bounds, int place) {
        return place >= bounds.length || bounds[place].isBlank()
                ? JsonNull.INSTANCE
                : new JsonPrimitive(Long.parseLong(bounds[place].trim()));
    }

    private static JsonObject described(String className, JsonObject config) {
        JsonObject described = new JsonObject();
        described.addProperty("class_name", className);
        described.add("config", config);
        return described;
    }
}
