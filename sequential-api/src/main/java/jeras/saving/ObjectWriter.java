package jeras.saving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.activations.Activation;
import jeras.activations.Activations;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.layers.Layer;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.optimizers.schedules.Warmup;
import jeras.regularizers.Regularizer;
import jeras.utils.Naming;
import jeras.utils.Records;

/** From the values of arguments to JSON, as Keras reads it. */
final class ObjectWriter {
    /** Where Python finds the classes whose objects are records here. */
    private static final Map<Class<?>, String> MODULES = Map.of(
            Initializer.class, "keras.initializers",
            Regularizer.class, "keras.regularizers",
            Constraint.class, "keras.constraints",
            LearningRateSchedule.class, "keras.optimizers.schedules");

    /** Arguments that are one number or a list of several. */
    private static final Set<String> NUMBERS = Set.of("axis", "alpha");

    private ObjectWriter() {}

    /** Adds a record's components under Keras's names. */
    static void components(Record record, JsonObject config, String owner) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String key = Naming.snakeOption(component.getName());
            JsonElement value = value(Records.get(record, component), key, owner);
            // One axis or weight in a list is written as the number, which all versions and backends of Keras take.
            boolean one = NUMBERS.contains(key)
                    && value.isJsonArray()
                    && value.getAsJsonArray().size() == 1;
            config.add(key, one ? value.getAsJsonArray().get(0) : value);
        }
    }

    /**
     * @param key the argument's name
     * @param owner whose argument it is, for the message
     * @throws InvalidArgumentException if the value is of a class of the user's own
     */
    static JsonElement value(Object value, String key, String owner) {
        if (value == null) {
            return JsonNull.INSTANCE;
        } else if (value instanceof Number number) {
            return new JsonPrimitive(number);
        } else if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        } else if (value instanceof String string) {
            return new JsonPrimitive(string);
        } else if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(v -> array.add(value(v, key, owner)));
            return array;
        } else if (value instanceof Array array) {
            return value(array.rank() == 0 ? array.item() : elements(array), key, owner);
        } else if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((k, v) -> object.add((String) k, value(v, key, owner)));
            return object;
        } else if (CustomObjects.REGISTERED.of(value).isPresent() && !(value instanceof Layer)) {
            return custom(CustomObjects.REGISTERED.of(value).get(), value, owner);
        } else if (value instanceof LayerActivation layer) {
            return LayerWriter.layer(layer.layer());
        } else if (value instanceof Activation activation) {
            return new JsonPrimitive(
                    Activations.id(activation).orElseThrow(() -> refused(key, owner, activation.toString())));
        } else if (value instanceof Layer layer) {
            return LayerWriter.layer(layer);
        } else if (value instanceof Record record && record.getClass().getName().startsWith("jeras.")) {
            for (Map.Entry<Class<?>, String> module : MODULES.entrySet()) {
                if (module.getKey().isInstance(record)) {
                    return described(module.getValue(), record, owner);
                }
            }
        }
        throw refused(key, owner, "a " + value.getClass().getName());
    }

    private static List<?> elements(Array array) {
        return LongStream.range(0, array.length())
                .mapToObj(array::get)
                .map(part -> part.rank() == 0 ? (Object) part.item() : elements(part))
                .toList();
    }

    private static JsonObject described(String module, Record record, String owner) {
        JsonObject config = new JsonObject();
        components(record, config, owner);
        if (record instanceof Warmup) {
            return ownSchedule(config);
        }
        return described(module, record.getClass().getSimpleName(), config);
    }

    /** The form of what Python knows by its registered name. */
    static JsonObject custom(CustomObjects.Entry<?> entry, Object thing, String owner) {
        if (thing instanceof Activation) {
            JsonObject function = described("builtins", "function", new JsonObject());
            function.addProperty("config", CustomObjects.registeredName(entry));
            function.addProperty("registered_name", "function");
            return function;
        }
        JsonObject config = new JsonObject();
        entry.argumentsOf(thing).forEach((key, value) -> config.add(key, value(value, key, owner)));
        return custom(entry, config);
    }

    static JsonObject custom(CustomObjects.Entry<?> entry, JsonObject config) {
        JsonObject object = new JsonObject();
        object.add("module", JsonNull.INSTANCE);
        object.addProperty("class_name", entry.className());
        object.add("config", config);
        object.addProperty("registered_name", CustomObjects.registeredName(entry));
        return object;
    }

    /** A schedule that Keras does not have: it asks for a class that is registered under this name, as for a user's own. */
    private static JsonObject ownSchedule(JsonObject config) {
        JsonObject object = described("jeras", "Warmup", config);
        object.add("module", JsonNull.INSTANCE);
        object.addProperty("registered_name", "jeras>Warmup");
        return object;
    }

    /** Keras's form for an object of any class. */
    static JsonObject described(String module, String className, JsonObject config) {
        JsonObject object = new JsonObject();
        object.addProperty("module", module);
        object.addProperty("class_name", className);
        object.add("config", config);
        object.add("registered_name", JsonNull.INSTANCE);
        return object;
    }

    private static InvalidArgumentException refused(String key, String owner, String received) {
        return refused("parts of Keras, which a file can name", received + " as " + key + " of " + owner);
    }

    static InvalidArgumentException refused(String expected, String received) {
        return new InvalidArgumentException(
                JerasException.message(
                        "The model cannot be saved.",
                        expected,
                        received,
                        "build the model again in Java where it is needed, and keep its weights by saveWeights and loadWeights"));
    }
}
