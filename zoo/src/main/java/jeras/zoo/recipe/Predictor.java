package jeras.zoo.recipe;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** A saved model, ready to be asked by several threads. */
@FunctionalInterface
public interface Predictor {

    /**
     * Answers, one for each input, in their order.
     *
     * @param inputs what a user types: names of files for images, sentences for texts; at least one
     * @throws jeras.JerasException if there is no answer to one of them; each is then asked alone
     */
    List<? extends Answer> predict(List<String> inputs);

    /**
     * Answers to what comes from a network, which names no files; here to texts.
     *
     * @param instances at least one
     * @throws InvalidArgumentException if one is not what {@link #instances()} says
     */
    default List<? extends Answer> answer(List<JsonElement> instances) {
        List<String> texts = new ArrayList<>();
        for (JsonElement instance : instances) {
            if (!instance.isJsonPrimitive() || !instance.getAsJsonPrimitive().isString()) {
                throw new InvalidArgumentException(JerasException.message(
                        "Instance " + texts.size() + " cannot be answered.",
                        instances(),
                        kindOf(instance),
                        "send {\"instances\": [\"a text\", ...]}"));
            }
            texts.add(instance.getAsString());
        }
        return predict(texts);
    }

    /** What {@link #answer} takes for one instance, for people. */
    default String instances() {
        return "a text";
    }

    /** Whether an instance may be the bytes of an image file in base64. */
    default boolean takesImages() {
        return false;
    }

    /** A JSON value without what is in it, for messages. */
    static String kindOf(JsonElement json) {
        if (json.isJsonPrimitive()) {
            JsonPrimitive value = json.getAsJsonPrimitive();
            return value.isString() ? "a text" : value.isNumber() ? "a number" : "true or false";
        }
        return json.isJsonNull() ? "null" : json.isJsonArray() ? "a list" : "an object";
    }
}
