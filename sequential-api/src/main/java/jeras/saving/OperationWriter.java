package jeras.saving;

import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.function.Function;
import jeras.ops.Operation;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.utils.DataTypes;

/** From an operation between layers to Keras's description of it. */
final class OperationWriter {
    private OperationWriter() {}

    /** The operation's class and configuration. */
    static JsonObject described(Operation operation, String name) {
        JsonObject config = new JsonObject();
        config.addProperty("name", name);
        operation.config().forEach((key, value) -> config.add(key, value(value)));
        JsonObject described = ObjectWriter.described(operation.module(), operation.className(), config);
        described.addProperty("registered_name", operation.className());
        return described;
    }

    /**
     * What the operation is called with.
     *
     * @param tensor how a tensor of the model is written
     */
    static JsonArray arguments(Operation operation, Function<Tensor, JsonElement> tensor) {
        JsonArray arguments = new JsonArray();
        operation.arguments().forEach(a -> arguments.add(argument(a, tensor)));
        return arguments;
    }

    private static JsonElement argument(Object argument, Function<Tensor, JsonElement> tensor) {
        if (argument instanceof Variable variable && variable.literal() != null) {
            return Constants.write(variable.literal());
        } else if (argument instanceof Tensor one) {
            return tensor.apply(one);
        } else if (argument instanceof Operation.Index index) {
            return IndexText.write(index.text());
        } else if (argument instanceof Collection<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(a -> array.add(argument(a, tensor)));
            return array;
        }
        return value(argument);
    }

    private static JsonElement value(Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        } else if (value instanceof Number number) {
            return new JsonPrimitive(number);
        } else if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        } else if (value instanceof DataType type) {
            return new JsonPrimitive(DataTypes.name(type));
        }
        JsonArray array = new JsonArray();
        if (value instanceof Collection<?> list) {
            list.forEach(v -> array.add(value(v)));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                array.add(value(Array.get(value, i)));
            }
        } else {
            return new JsonPrimitive(value.toString());
        }
        return array;
    }
}
