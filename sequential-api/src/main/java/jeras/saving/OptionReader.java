package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jeras.JerasException;
import jeras.UnsupportedPartException;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.utils.Naming;

/**
 * Tells a loss, metric or optimizer what a file says, by its own option methods: {@code "from_logits": true} becomes
 * {@code fromLogits(true)}.
 */
final class OptionReader {
    /** What changes nothing in Jeras, or is a default that Jeras has no option for. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("dtype", "is_legacy_optimizer", "jit_compile");

    private static final Map<String, JsonPrimitive> DEFAULTS = Map.of("axis", new JsonPrimitive(-1));

    private OptionReader() {}

    /**
     * A copy of a thing with all that a configuration says.
     *
     * @throws UnsupportedPartException for an argument that Jeras does not have, unless it is switched off
     */
    static <T> T told(T thing, JsonObject config, Where where) {
        Object told = thing;
        for (Map.Entry<String, JsonElement> argument : config.entrySet()) {
            told = argument.getValue().isJsonNull()
                    ? without(told, argument.getKey(), where)
                    : told(told, argument.getKey(), argument.getValue(), where);
        }
        @SuppressWarnings("unchecked")
        T same = (T) told;
        return same;
    }

    /** Python's None: most often the default; where it is not, there is an option such as {@code withoutRmsRate()}. */
    private static Object without(Object thing, String key, Where where) {
        String option = "without" + key.substring(0, 1).toUpperCase(Locale.ROOT)
                + Naming.camelCase(key).substring(1);
        return Arrays.stream(thing.getClass().getMethods())
                .filter(m -> m.getName().equals(option) && m.getParameterCount() == 0 && !m.isBridge())
                .findFirst()
                .map(m -> call(thing, m, where))
                .orElse(thing);
    }

    private static Object told(Object thing, String key, JsonElement value, Where where) {
        List<Method> options = Arrays.stream(thing.getClass().getMethods())
                .filter(m -> m.getName().equals(Naming.camelCase(key)) && m.getParameterCount() == 1 && !m.isBridge())
                .toList();
        for (Method option : options) {
            Object argument = argument(option.getParameterTypes()[0], value, where);
            if (argument != null) {
                return call(thing, option, where, argument);
            }
        }
        boolean off = value.isJsonPrimitive() && value.getAsString().equals("false");
        if (off || WITHOUT_EFFECT.contains(key) || value.equals(DEFAULTS.get(key))) {
            return thing;
        }
        String className = thing.getClass().getSimpleName();
        throw where.unsupported(
                className + "." + key,
                key + "=" + Where.brief(value) + " of " + className,
                "compile the model without it");
    }

    /** The value for a parameter; null when it is of another kind. */
    private static Object argument(Class<?> type, JsonElement json, Where where) {
        if (json.isJsonObject() && type.isArray()) {
            return argument(type, numbers(json.getAsJsonObject(), where), where);
        }
        if (json.isJsonObject()) {
            return type == LearningRateSchedule.class ? ObjectReader.value(type, json, where) : null;
        }
        if (type.isArray() && (type.getComponentType().isPrimitive() || type == String[].class)) {
            return array(type, json, where);
        }
        if (!json.isJsonPrimitive()) {
            return null;
        }
        JsonPrimitive value = json.getAsJsonPrimitive();
        boolean fits = value.isNumber()
                ? type == double.class || type == int.class || type == long.class
                : value.isBoolean() ? type == boolean.class : type == String.class;
        return fits ? ObjectReader.value(type, value, where) : null;
    }

    /** Keras writes arguments that it keeps as tensors with their data type beside the values. */
    private static JsonElement numbers(JsonObject tensor, Where where) {
        JsonElement values = where.object(tensor, "config").get("value");
        if (values == null || !values.isJsonArray()) {
            throw where.damaged("a list of values", Where.brief(tensor));
        }
        return values;
    }

    private static Object array(Class<?> type, JsonElement json, Where where) {
        List<JsonElement> elements = json.isJsonArray() ? json.getAsJsonArray().asList() : List.of(json);
        Object array = java.lang.reflect.Array.newInstance(type.getComponentType(), elements.size());
        for (int i = 0; i < elements.size(); i++) {
            java.lang.reflect.Array.set(array, i, ObjectReader.value(type.getComponentType(), elements.get(i), where));
        }
        return array;
    }

    private static Object call(Object thing, Method option, Where where, Object... arguments) {
        try {
            return option.invoke(thing, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof JerasException refused) {
                throw where.damaged(
                        "arguments that make sense", refused.getMessage().replace("\n", "\n            "));
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
