package jeras.applications;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import jeras.Model;

/** Builds an architecture from the name of Keras's function and its arguments in Python's spelling. */
final class Architecture {
    private Architecture() {}

    /** The model with random weights, unless the arguments say otherwise. */
    static Model build(String function, JsonObject arguments) {
        try {
            Class<?> type = Class.forName(Architecture.class.getPackageName() + "." + function);
            Method of = type.getMethod("of", Consumer.class);
            Consumer<ImageOptions<?>> told = options -> {
                options.weights("none");
                arguments.entrySet().forEach(a -> tell(options, camelCase(a.getKey()), a.getValue()));
            };
            return (Model) of.invoke(null, told);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tell(Object options, String option, JsonElement value) {
        Method method = Arrays.stream(options.getClass().getMethods())
                .filter(m -> m.getName().equals(option) && m.getParameterCount() == 1)
                .filter(m -> argument(m.getParameterTypes()[0], value) != null)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(options + " has no option " + option + " for " + value));
        try {
            method.invoke(options, argument(method.getParameterTypes()[0], value));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value as a parameter's type; null when it is of another kind. */
    private static Object argument(Class<?> type, JsonElement value) {
        if (value.isJsonArray()) {
            return type == long[].class
                    ? value.getAsJsonArray().asList().stream()
                            .mapToLong(JsonElement::getAsLong)
                            .toArray()
                    : null;
        }
        JsonPrimitive p = value.getAsJsonPrimitive();
        if (p.isString()) {
            return type == String.class ? p.getAsString() : null;
        }
        if (p.isBoolean()) {
            return type == boolean.class ? (Object) p.getAsBoolean() : null;
        }
        return type == int.class ? (Object) p.getAsInt() : type == double.class ? (Object) p.getAsDouble() : null;
    }

    private static String camelCase(String name) {
        String[] words = name.split("_", -1);
        StringBuilder text = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            text.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return text.toString();
    }
}
