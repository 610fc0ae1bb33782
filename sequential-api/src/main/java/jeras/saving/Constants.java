package jeras.saving;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.ops.Literal;
import jeras.utils.DataTypes;

/** Arrays among the arguments of operations. */
final class Constants {
    private static final Gson GSON = new Gson();

    private Constants() {}

    /** True for the forms in which Keras writes arrays of NumPy and tensors. */
    static boolean isArray(JsonElement json) {
        String className = json.isJsonObject() ? JsonText.string(json.getAsJsonObject(), "class_name") : "";
        return className.equals("__numpy__") || className.equals("__tensor__");
    }

    static Array read(JsonElement json, Where where) {
        JsonObject config = where.object(json.getAsJsonObject(), "config");
        JsonElement value = config.has("value") ? config.get("value") : JsonNull.INSTANCE;
        List<Long> dims = new ArrayList<>();
        for (JsonElement part = value;
                part.isJsonArray();
                part = part.getAsJsonArray().get(0)) {
            dims.add((long) part.getAsJsonArray().size());
            if (part.getAsJsonArray().isEmpty()) {
                break;
            }
        }
        List<Double> values = new ArrayList<>();
        flatten(value, dims, 0, values, where);
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        return Array.of(numbers, dims.stream().mapToLong(Long::longValue).toArray())
                .cast(DataTypes.of(where.string(config, "dtype")));
    }

    private static void flatten(JsonElement json, List<Long> dims, int depth, List<Double> into, Where where) {
        if (depth < dims.size() && json.isJsonArray() && json.getAsJsonArray().size() == dims.get(depth)) {
            json.getAsJsonArray().forEach(e -> flatten(e, dims, depth + 1, into, where));
        } else if (depth == dims.size() && json.isJsonPrimitive()) {
            JsonPrimitive number = json.getAsJsonPrimitive();
            into.add(number.isBoolean() ? (number.getAsBoolean() ? 1.0 : 0.0) : number.getAsDouble());
        } else {
            throw where.damaged("an array of numbers, all its rows of one length", Where.brief(json));
        }
    }

    /** A number, or Keras's form of an array of NumPy. */
    static JsonElement write(Literal values) {
        Array array = Array.wrap(values.bytes(), values.shape(), values.dataType());
        JsonElement value = GSON.toJsonTree(array.toArray());
        if (array.rank() == 0) {
            return value;
        }
        JsonObject config = new JsonObject();
        config.add("value", array.size() == 0 ? new JsonArray() : value);
        config.addProperty("dtype", DataTypes.name(values.dataType()));
        JsonObject described = new JsonObject();
        described.addProperty("class_name", "__numpy__");
        described.add("config", config);
        return described;
    }
}
