package jeras.saving;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.UnsupportedPartException;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.DataTypes;

/**
 * The arguments of an operation: by place, by name, and from its configuration, where Keras puts those that are not tensors.
 *
 * @param byPlace tensors, lists of tensors, and JSON for all else
 */
record OperationArguments(
        String className, List<Object> byPlace, Map<String, Object> byName, JsonObject config, Where where) {
    static OperationArguments of(JsonObject json, CallNode node, List<Tensor> tensors, Where where) {
        Iterator<Tensor> next = tensors.iterator();
        List<Object> byPlace = new ArrayList<>();
        JsonArray args = node.args().isJsonArray() ? node.args().getAsJsonArray() : new JsonArray();
        args.forEach(a -> byPlace.add(value(a, next)));
        Map<String, Object> byName = new LinkedHashMap<>();
        node.kwargs().asMap().forEach((name, v) -> byName.put(name, value(v, next)));
        return new OperationArguments(
                where.string(json, "class_name"), byPlace, byName, where.object(json, "config"), where);
    }

    private static Object value(JsonElement json, Iterator<Tensor> next) {
        if (CallNode.isTensor(json)) {
            return next.next();
        }
        if (json.isJsonArray()) {
            List<Object> values = new ArrayList<>();
            json.getAsJsonArray().forEach(e -> values.add(value(e, next)));
            return values.stream().anyMatch(OperationArguments::holdsTensor) ? values : json;
        }
        return json;
    }

    private static boolean holdsTensor(Object value) {
        return value instanceof Tensor
                || (value instanceof List<?> list && list.stream().anyMatch(OperationArguments::holdsTensor));
    }

    /** A tensor, or the JSON of a constant. */
    Object at(int place, String name) {
        if (byName.containsKey(name)) {
            return byName.get(name);
        }
        if (place < byPlace.size()) {
            return byPlace.get(place);
        }
        JsonElement told = config.get(name);
        return told == null ? JsonNull.INSTANCE : told;
    }

    /** A tensor of the model, or an array. */
    Tensor tensor(int place, String name) {
        return tensor(at(place, name), place, name);
    }

    private Tensor tensor(Object value, int place, String name) {
        if (value instanceof Tensor tensor) {
            return tensor;
        }
        if (value instanceof JsonElement json && Constants.isArray(json)) {
            return Constants.read(json, where).toTensor();
        }
        throw unsupported(place, name);
    }

    /** A tensor of the model, an array, or a number, which takes the data type of the tensor that it meets. */
    Tensor tensor(int place, String name, Tensor like) {
        if (!isNumber(place, name)) {
            return tensor(place, name);
        }
        boolean keeps = like.dataType().isFloating() || isWhole(place, name);
        return Ops.full(new Shape(), number(place, name), keeps ? like.dataType() : DataType.FLOAT32);
    }

    /** True for a tensor of the model, or an array. */
    boolean isTensor(int place, String name) {
        return at(place, name) instanceof Tensor
                || (at(place, name) instanceof JsonElement json && Constants.isArray(json));
    }

    private boolean isNumber(int place, String name) {
        return at(place, name) instanceof JsonPrimitive;
    }

    /** True when Python has an int here, and not a float. */
    boolean isWhole(int place, String name) {
        return at(place, name) instanceof JsonPrimitive number
                && !number.isBoolean()
                && number.getAsString().matches("-?\\d+");
    }

    List<Tensor> tensors(int place, String name) {
        Object value = at(place, name);
        if (value instanceof JsonArray json) {
            return json.asList().stream().map(e -> tensor(e, place, name)).toList();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(e -> tensor(e, place, name)).toList();
        }
        throw unsupported(place, name);
    }

    /** The JSON of a constant. */
    JsonElement json(int place, String name) {
        if (at(place, name) instanceof JsonElement json) {
            return json;
        }
        throw unsupported(place, name);
    }

    /** True when it is given, and not as None. */
    boolean has(int place, String name) {
        return !(at(place, name) instanceof JsonNull);
    }

    double number(int place, String name) {
        return (Double) ObjectReader.value(double.class, present(place, name), where);
    }

    double number(int place, String name, double byDefault) {
        return has(place, name) ? number(place, name) : byDefault;
    }

    /** A number, or one for each element of a list. */
    double[] numbers(int place, String name) {
        JsonElement json = json(place, name);
        JsonArray list = json.isJsonArray() ? json.getAsJsonArray() : new JsonArray();
        if (!json.isJsonArray()) {
            list.add(json);
        }
        return list.asList().stream()
                .mapToDouble(n -> (Double) ObjectReader.value(double.class, n, where))
                .toArray();
    }

    String text(int place, String name, String byDefault) {
        return has(place, name) ? json(place, name).getAsString() : byDefault;
    }

    /** A data type by its name, or the one that Keras takes without. */
    DataType type(int place, String name, DataType byDefault) {
        return has(place, name) ? DataTypes.of(json(place, name).getAsString()) : byDefault;
    }

    /** As {@link #flag}, with a default. */
    boolean flag(int place, String name, boolean byDefault) {
        return has(place, name) ? flag(place, name) : byDefault;
    }

    /** Whole numbers. */
    long[] longs(int place, String name) {
        return Arrays.stream(integers(place, name)).asLongStream().toArray();
    }

    int integer(int place, String name, int byDefault) {
        return has(place, name) ? (Integer) ObjectReader.value(int.class, json(place, name), where) : byDefault;
    }

    boolean flag(int place, String name) {
        return has(place, name) && (Boolean) ObjectReader.value(boolean.class, json(place, name), where);
    }

    /** One whole number, a list of them, or none. */
    int[] integers(int place, String name) {
        if (!has(place, name)) {
            return new int[0];
        }
        JsonElement json = json(place, name);
        JsonArray list = json.isJsonArray() ? json.getAsJsonArray() : new JsonArray();
        if (!json.isJsonArray()) {
            list.add(json);
        }
        return list.asList().stream()
                .mapToInt(n -> (Integer) ObjectReader.value(int.class, n, where))
                .toArray();
    }

    private JsonElement present(int place, String name) {
        if (!has(place, name)) {
            throw where.damaged("the argument " + name + " of " + className, "none");
        }
        return json(place, name);
    }

    UnsupportedPartException unsupported(int place, String name) {
        Object received = at(place, name);
        return where.unsupported(
                className + "." + name,
                "the operation " + className + " with " + name + " = "
                        + (received instanceof JsonElement json ? Where.brief(json) : "a tensor"),
                "use a layer for it, and save the model again");
    }
}
