package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.FileFormatException;
import jeras.utils.Suggestions;

/** A place inside a model's configuration, by the names of the models and layers around it. */
record Where(Place place, List<String> names) {
    static Where in(Place place) {
        return new Where(place, List.of());
    }

    Where inside(String name) {
        return new Where(place, Stream.concat(names.stream(), Stream.of(name)).toList());
    }

    /** What the file has and Jeras has not. */
    UnsupportedPartException unsupported(String part, String received, String fix) {
        FileFormatException told = place.error("a model of parts that Jeras has", received + at(), fix);
        return new UnsupportedPartException(part, told.getMessage());
    }

    /** A class that is not in a catalogue. */
    UnsupportedPartException unknown(String what, String className, Collection<String> known) {
        String fix = Suggestions.nearest(className, known)
                .map(near -> "the nearest that Jeras has is " + near + "; replace it in Keras and save the model again")
                .orElse("replace it in Keras by one of "
                        + known.stream().sorted().collect(Collectors.joining(", ")) + ", and save the model again");
        return unsupported(className, "the " + what + " " + className, fix);
    }

    FileFormatException damaged(String expected, String received) {
        return place.damaged(expected, received + at());
    }

    /** The text under a key. */
    String string(JsonObject json, String key) {
        JsonElement value = json.get(key);
        if (value == null || !value.isJsonPrimitive()) {
            throw damaged("a text under \"" + key + "\"", value == null ? "none" : value.toString());
        }
        return value.getAsString();
    }

    /** The object under a key. */
    JsonObject object(JsonObject json, String key) {
        JsonElement value = json.get(key);
        if (value == null || !value.isJsonObject()) {
            throw damaged("an object under \"" + key + "\"", value == null ? "none" : brief(value));
        }
        return value.getAsJsonObject();
    }

    static String brief(JsonElement json) {
        String text = json.toString();
        return text.length() > 80 ? text.substring(0, 77) + "..." : text;
    }

    private String at() {
        return names.isEmpty() ? "" : ", at \"" + String.join("\" > \"", names) + "\"";
    }
}
