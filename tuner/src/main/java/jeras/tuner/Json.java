package jeras.tuner;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;

/** Values in JSON texts; what is not as expected is refused by {@link Malformed}. */
final class Json {
    private Json() {}

    /** What a file should hold and does not. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String expected;

        Malformed(String expected, Object received) {
            super(String.valueOf(received));
            this.expected = expected;
        }
    }

    static JsonObject object(JsonElement parent, String key) {
        JsonElement value = member(parent, key);
        if (!value.isJsonObject()) {
            throw new Malformed("an object \"" + key + "\"", value);
        }
        return value.getAsJsonObject();
    }

    static JsonArray array(JsonElement parent, String key) {
        JsonElement value = member(parent, key);
        if (!value.isJsonArray()) {
            throw new Malformed("a list \"" + key + "\"", value);
        }
        return value.getAsJsonArray();
    }

    static String text(JsonElement parent, String key) {
        JsonElement value = member(parent, key);
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw new Malformed("a text \"" + key + "\"", value);
        }
        return value.getAsString();
    }

    static long whole(JsonElement parent, String key) {
        JsonElement value = member(parent, key);
        try {
            // Reading a number of millions of digits would take long.
            if (value.isJsonPrimitive() && value.getAsString().length() < 40) {
                return new BigDecimal(value.getAsString()).longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Malformed("a whole number \"" + key + "\"", value);
        }
        throw new Malformed("a whole number \"" + key + "\"", value);
    }

    static int small(JsonElement parent, String key) {
        long value = whole(parent, key);
        if (value != (int) value) {
            throw new Malformed("a whole number of 32 bits \"" + key + "\"", value);
        }
        return (int) value;
    }

    static boolean bool(JsonElement parent, String key) {
        if (!(value(member(parent, key)) instanceof Boolean truth)) {
            throw new Malformed("true or false for \"" + key + "\"", member(parent, key));
        }
        return truth;
    }

    /** A number; NaN where there is null. */
    static double number(JsonElement parent, String key) {
        return numberOf(member(parent, key), key);
    }

    static double numberOf(JsonElement value, String what) {
        if (value.isJsonNull()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(value.getAsString());
        } catch (NumberFormatException | IllegalStateException | UnsupportedOperationException e) {
            throw new Malformed("a number \"" + what + "\"", value);
        }
    }

    static JsonElement member(JsonElement parent, String key) {
        if (!parent.isJsonObject()) {
            throw new Malformed("an object with \"" + key + "\"", parent);
        }
        JsonElement value = parent.getAsJsonObject().get(key);
        if (value == null) {
            throw new Malformed("a member \"" + key + "\"", "an object without it");
        }
        return value;
    }

    /** A text, int, double or boolean; a number with neither point nor exponent is an int, as Python writes them. */
    static Object value(JsonElement json) {
        if (!json.isJsonPrimitive()) {
            throw new Malformed("a text, number, true or false", json);
        }
        JsonPrimitive primitive = json.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        String text = primitive.getAsString();
        if (primitive.isString()) {
            return text;
        }
        try {
            return text.matches("-?\\d+") ? (Object) Integer.valueOf(text) : (Object) Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Malformed("a number of Java", text);
        }
    }

    static JsonElement of(Object value) {
        if (value instanceof Boolean truth) {
            return new JsonPrimitive(truth);
        }
        return value instanceof Number number ? of(number) : new JsonPrimitive((String) value);
    }

    /** A number; null for NaN. */
    static JsonElement of(Number number) {
        return number instanceof Double d && Double.isNaN(d) ? JsonNull.INSTANCE : new JsonPrimitive(number);
    }
}
