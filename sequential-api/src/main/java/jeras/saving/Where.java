package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jeras.FileFormatException;
import jeras.UnsupportedPartException;
import jeras.utils.Suggestions;

/** A place inside a model's configuration, by the names of the models and layers around it. */
record Where(Place place, List<String> names, LoadOptions options) {
    /** How many names a message shows where none is near. */
    private static final int SHOWN = 5;

    static Where in(Place place) {
        return in(place, new LoadOptions());
    }

    static Where in(Place place, LoadOptions options) {
        return new Where(place, List.of(), options);
    }

    Where inside(String name) {
        return new Where(place, Stream.concat(names.stream(), Stream.of(name)).toList(), options);
    }

    /** What the file has and Jeras has not. */
    UnsupportedPartException unsupported(String part, String received, String fix) {
        FileFormatException told = place.error("a model of parts that Jeras has", received + at(), fix);
        return new UnsupportedPartException(part, told.getMessage());
    }

    /** A class that is not in a catalogue. */
    UnsupportedPartException unknown(String what, String className, Collection<String> known) {
        if (className.isBlank()) {
            throw damaged("the name of a class of " + what, "an empty name");
        }
        String fix = Suggestions.nearest(className, known)
                .map(near -> "the nearest that Jeras has is " + near + "; replace it in Keras and save the model again")
                .orElse("replace it in Keras by one that Jeras has, such as "
                        + String.join(", ", Suggestions.closest(className, known, SHOWN))
                        + ", and save the model again");
        return unsupported(className, "the " + what + " " + className, fix);
    }

    FileFormatException damaged(String expected, String received) {
        return place.damaged(expected, received + at());
    }

    /** What makes an object of the user's own that a file calls by these names. */
    Optional<CustomObjects.Entry<?>> custom(JsonObject described) {
        String registered = JsonText.string(described, "registered_name");
        String className = JsonText.string(described, "class_name");
        return options.objects
                .find(registered, className)
                .or(() -> CustomObjects.REGISTERED.find(registered, className));
    }

    /**
     * An object of the user's own.
     *
     * @return empty when the names are not known, or mean something else
     */
    <T> Optional<T> customObject(Class<T> type, JsonObject described) {
        JsonObject config = described.get("config") instanceof JsonObject told ? told : new JsonObject();
        return custom(described)
                .filter(e -> type.isAssignableFrom(e.type()))
                .map(e -> type.cast(e.maker().apply(new SavedConfig(config, this))));
    }

    /** A function of the user's own by its name, or by its description. */
    <T> Optional<T> customFunction(Class<T> type, JsonElement json) {
        JsonObject described = new JsonObject();
        if (json instanceof JsonObject function) {
            described.addProperty("registered_name", JsonText.string(function, "registered_name"));
            described.addProperty("class_name", JsonText.string(function, "config"));
        } else if (json.isJsonPrimitive()) {
            described.addProperty("class_name", json.getAsString());
        }
        return customObject(type, described);
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
