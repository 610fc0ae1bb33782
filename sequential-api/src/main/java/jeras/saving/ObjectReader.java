package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.ShapeMismatchException;
import jeras.UnsupportedPartException;
import jeras.activations.Activation;
import jeras.activations.Activations;
import jeras.constraints.Constraint;
import jeras.constraints.Constraints;
import jeras.initializers.Initializer;
import jeras.initializers.Initializers;
import jeras.layers.Cell;
import jeras.layers.Layer;
import jeras.layers.Layers;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.regularizers.Regularizer;
import jeras.regularizers.Regularizers;
import jeras.utils.Naming;
import jeras.utils.Records;

/** From JSON to the values of arguments, by the type that the argument has. */
final class ObjectReader {
    private ObjectReader() {}

    /**
     * The value of an argument.
     *
     * @return null for JSON's null
     * @throws UnsupportedPartException if it is of a class that Jeras does not have
     */
    static Object value(Type type, JsonElement json, Where where) {
        if (json.isJsonNull()) {
            return null;
        }
        try {
            if (!(type instanceof ParameterizedType several)) {
                return plain((Class<?>) type, json, where);
            }
            Type[] elements = several.getActualTypeArguments();
            return elements.length == 1 ? list(elements[0], json, where) : map(elements[1], json, where);
        } catch (ArithmeticException
                | NumberFormatException
                | IllegalStateException
                | UnsupportedOperationException e) {
            throw where.damaged("a value of " + type.getTypeName(), Where.brief(json));
        }
    }

    private static Object plain(Class<?> type, JsonElement json, Where where) {
        if (type == int.class || type == Integer.class) {
            return json.getAsBigDecimal().intValueExact();
        } else if (type == long.class || type == Long.class) {
            return json.getAsBigDecimal().longValueExact();
        } else if (type == double.class || type == Double.class) {
            return json.getAsDouble();
        } else if (type == boolean.class || type == Boolean.class) {
            return json.getAsBoolean();
        } else if (type == String.class) {
            return json.getAsString();
        } else if (type == Object.class) {
            return any(json, where);
        } else if (type == Array.class) {
            return array(json, where);
        } else if (type == Activation.class) {
            return activation(json, where);
        } else if (type == Initializer.class) {
            return small(Initializer.class, json, Initializers.ids(), Initializer::of, where);
        } else if (type == Regularizer.class) {
            return small(Regularizer.class, json, Regularizers.ids(), Regularizer::of, where);
        } else if (type == Constraint.class) {
            return small(Constraint.class, json, Constraints.ids(), Constraint::of, where);
        } else if (type == LearningRateSchedule.class) {
            return Schedules.read(json.getAsJsonObject(), where);
        } else if (type == Cell.class) {
            Layer layer = LayerReader.layer(json.getAsJsonObject(), where);
            if (layer instanceof Cell) {
                return layer;
            }
            throw where.damaged("a cell of a recurrent layer", layer.className());
        } else if (Layer.class.isAssignableFrom(type)) {
            return LayerReader.layer(json.getAsJsonObject(), where);
        }
        throw where.unsupported(type.getSimpleName(), "an argument of " + type.getSimpleName(), Place.COPY_AGAIN);
    }

    /** A string, a whole number, an object or function of the user's own, or a list of these. */
    private static Object any(JsonElement json, Where where) {
        if (json.isJsonArray()) {
            return json.getAsJsonArray().asList().stream()
                    .map(element -> any(element, where))
                    .toList();
        } else if (json instanceof JsonObject described) {
            return own(described, where);
        }
        return json.getAsJsonPrimitive().isNumber()
                ? (Object) json.getAsBigDecimal().longValueExact()
                : json.getAsString();
    }

    private static Object own(JsonObject described, Where where) {
        String className = where.string(described, "class_name");
        boolean function = className.equals("function");
        String name = function ? JsonText.string(described, "config") : JsonText.string(described, "registered_name");
        return (function ? where.customFunction(Object.class, described) : where.customObject(Object.class, described))
                .orElseThrow(() -> where.unsupported(
                        className,
                        function ? "the function " + name : "an object of the class " + className,
                        "register it by Keras.register(\"" + (name.isEmpty() ? className : name)
                                + "\", ...), or put the" + " library that does it on the class path"));
    }

    /** A number, nested lists of numbers, or what Keras writes for an array of NumPy. */
    private static Array array(JsonElement json, Where where) {
        if (json.isJsonObject()) {
            return array(where.object(json.getAsJsonObject(), "config").get("value"), where);
        }
        try {
            return Array.of(numbers(json));
        } catch (InvalidArgumentException | ShapeMismatchException e) {
            throw where.damaged("numbers, or lists of equally many", Where.brief(json));
        }
    }

    private static Object numbers(JsonElement json) {
        return json.isJsonArray()
                ? json.getAsJsonArray().asList().stream()
                        .map(ObjectReader::numbers)
                        .toList()
                : (Object) json.getAsDouble();
    }

    /** A list; a single value stands for a list of one. */
    private static List<Object> list(Type element, JsonElement json, Where where) {
        List<Object> values = new ArrayList<>();
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(e -> values.add(value(element, e, where)));
        } else {
            values.add(value(element, json, where));
        }
        return Collections.unmodifiableList(values);
    }

    /** An object's values by their keys, sorted; what is null is not there. */
    private static Map<String, Object> map(Type element, JsonElement json, Where where) {
        Map<String, Object> values = new TreeMap<>();
        json.getAsJsonObject().asMap().forEach((key, value) -> {
            if (!value.isJsonNull()) {
                values.put(key, value(element, value, where));
            }
        });
        return Collections.unmodifiableMap(values);
    }

    private static Activation activation(JsonElement json, Where where) {
        if (!json.isJsonObject()) {
            if (json.getAsString().equals(OlderArguments.OLD_HARD_SIGMOID)) {
                return new OldHardSigmoid();
            }
            return function(json.getAsString(), json, where);
        }
        JsonObject object = json.getAsJsonObject();
        JsonElement config = object.get("config");
        boolean plain = config != null && config.isJsonPrimitive();
        String className = where.string(object, "class_name");
        if (JsonText.string(object, "registered_name").contains(">") || className.contains(">")) {
            Optional<Activation> custom = plain
                    ? where.customFunction(Activation.class, object)
                    : where.customObject(Activation.class, object);
            if (custom.isPresent()) {
                return custom.get();
            }
        }
        if (!plain && Layers.names().contains(className)) {
            return new LayerActivation(LayerReader.layer(object, where));
        }
        return function(plain ? config.getAsString() : className, object, where);
    }

    private static Activation function(String id, JsonElement json, Where where) {
        if (Activations.ids().contains(id)) {
            return Activation.of(id);
        }
        return where.customFunction(Activation.class, json)
                .orElseThrow(() -> where.unknown("activation", id, Activations.ids()));
    }

    /** An id, or an object whose class is a record of its arguments. */
    private static <T> T small(
            Class<T> type, JsonElement json, Set<String> ids, Function<String, T> maker, Where where) {
        String what = type.getSimpleName().toLowerCase(Locale.ROOT);
        if (!json.isJsonObject()) {
            String id = json.getAsString();
            return ids.contains(id)
                    ? maker.apply(id)
                    : where.customFunction(type, json).orElseThrow(() -> where.unknown(what, id, ids));
        }
        JsonObject object = json.getAsJsonObject();
        String className = where.string(object, "class_name");
        boolean registered = JsonText.string(object, "registered_name").contains(">") || className.contains(">");
        if (registered || !ids.contains(className)) {
            return (className.equals("function")
                            ? where.customFunction(type, object)
                            : where.customObject(type, object))
                    .orElseThrow(() -> where.unknown(what, className, ids));
        }
        T made = maker.apply(className);
        @SuppressWarnings("unchecked")
        T told = made instanceof Record record ? (T) told(record, where.object(object, "config"), where) : made;
        return told;
    }

    /** A record with those components changed that the configuration tells. */
    static <R extends Record> R told(R defaults, JsonObject config, Where where) {
        Map<String, JsonElement> told = config.asMap();
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object byDefault = Records.get(defaults, components[i]);
            JsonElement json = told.get(Naming.snakeOption(components[i].getName()));
            Object value = json == null ? byDefault : value(components[i].getGenericType(), json, where);
            if (json != null
                    && !json.isJsonArray()
                    && byDefault instanceof List<?> axes
                    && value instanceof List<?> one
                    && one.get(0) instanceof Integer) {
                value = Collections.nCopies(axes.size(), one.get(0)); // a single number stands for all axes
            }
            values[i] = value == null && !mayBeNull(components[i].getType()) ? byDefault : value;
        }
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) defaults.getClass();
        return make(type, values, where);
    }

    /** A record whose every component the configuration tells. */
    static <R extends Record> R make(Class<R> type, Object[] values, Where where) {
        try {
            return Records.make(type, values);
        } catch (InvalidArgumentException e) {
            throw where.damaged("arguments that make sense", e.getMessage().replace("\n", "\n            "));
        }
    }

    /** Python's None among the arguments of a type that has a better default means that default. */
    private static boolean mayBeNull(Class<?> type) {
        return !type.isPrimitive() && type != List.class && type != Activation.class && type != Initializer.class;
    }

    /**
     * Refuses arguments that Jeras does not know and that are switched on. Others that it does not know are left alone, so that
     * files of later versions of Keras can be read.
     */
    static void refuseSwitchedOn(String className, JsonObject config, Set<String> known, Where where) {
        for (Map.Entry<String, JsonElement> entry : config.entrySet()) {
            JsonElement value = entry.getValue();
            boolean on = value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean() && value.getAsBoolean();
            if (on && !known.contains(entry.getKey())) {
                throw where.unsupported(
                        className + "." + entry.getKey(),
                        entry.getKey() + "=True of " + className,
                        "save the model without it");
            }
        }
    }

    /** Keras's names of a record's components. */
    static Set<String> keys(Class<? extends Record> type) {
        return java.util.Arrays.stream(type.getRecordComponents())
                .map(c -> Naming.snakeOption(c.getName()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
