package jeras.saving;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON as Python writes it: with {@code NaN} and {@code Infinity}, and {@code null} where a value is left out. */
final class JsonText {
    /** Deeper than any model that people write; shallow enough to walk recursively. */
    private static final int DEEPEST = 500;

    private static final Gson WRITER = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setStrictness(Strictness.LENIENT)
            .create();

    private JsonText() {}

    static JsonObject read(byte[] bytes, Place place) {
        String text = text(bytes, place);
        requireShallow(text, place);
        try {
            JsonElement element = JsonParser.parseString(text);
            if (element.isJsonObject()) {
                return element.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            throw place.damaged("a JSON text", "something else: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            throw Heap.tooSmall(bytes.length, place); // objects take many times their text
        }
        throw place.damaged("a JSON object", "another JSON value");
    }

    static byte[] write(JsonObject json) {
        return WRITER.toJson((JsonElement) json).getBytes(StandardCharsets.UTF_8);
    }

    /** The text under a key, or {@code ""}. */
    static String string(JsonObject json, String key) {
        JsonElement value = json.get(key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    private static String text(byte[] bytes, Place place) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw place.damaged("a text in UTF-8", "another encoding");
        }
    }

    /** Counts brackets outside of strings, so that no parser recurses deeper than the stack reaches. */
    private static void requireShallow(String text, Place place) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (depth > DEEPEST) {
                throw place.error(
                        "values at most " + DEEPEST + " deep inside each other",
                        "a text that is deeper",
                        "nest fewer models inside each other");
            }
        }
    }
}
