package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import jeras.FileFormatException;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.layers.Layer;
import jeras.regularizers.Regularizer;

/**
 * The arguments of an object of the user's own in a file, by their names in Python.
 *
 * <p>Asking for one that is not there, or is of another kind, ends in a {@link FileFormatException}; the methods with a second
 * parameter return that instead when the argument is not there, or {@code None}.
 */
public final class SavedConfig {
    private final JsonObject config;
    private final Where where;

    SavedConfig(JsonObject config, Where where) {
        this.config = config;
        this.where = where;
    }

    /** The names of all arguments. */
    public Set<String> names() {
        return config.keySet();
    }

    /** True when it is there, and not {@code None}. */
    public boolean has(String name) {
        return config.has(name) && !config.get(name).isJsonNull();
    }

    public double number(String name) {
        return (Double) value(double.class, name);
    }

    public double number(String name, double byDefault) {
        return has(name) ? number(name) : byDefault;
    }

    public int integer(String name) {
        return (Integer) value(int.class, name);
    }

    public int integer(String name, int byDefault) {
        return has(name) ? integer(name) : byDefault;
    }

    public boolean flag(String name) {
        return (Boolean) value(boolean.class, name);
    }

    public boolean flag(String name, boolean byDefault) {
        return has(name) ? flag(name) : byDefault;
    }

    public String text(String name) {
        return (String) value(String.class, name);
    }

    public String text(String name, String byDefault) {
        return has(name) ? text(name) : byDefault;
    }

    /** A list of numbers; a single number is a list of one. */
    public List<Double> numbers(String name) {
        return elements(name).stream()
                .map(e -> (Double) ObjectReader.value(double.class, e, where))
                .toList();
    }

    /** A list of whole numbers; a single number is a list of one. */
    public List<Integer> integers(String name) {
        return elements(name).stream()
                .map(e -> (Integer) ObjectReader.value(int.class, e, where))
                .toList();
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        return elements(name).stream()
                .map(e -> (String) ObjectReader.value(String.class, e, where))
                .toList();
    }

    public Activation activation(String name) {
        return (Activation) value(Activation.class, name);
    }

    public Initializer initializer(String name) {
        return (Initializer) value(Initializer.class, name);
    }

    public Regularizer regularizer(String name) {
        return (Regularizer) value(Regularizer.class, name);
    }

    public Constraint constraint(String name) {
        return (Constraint) value(Constraint.class, name);
    }

    /** A layer that is an argument of this one. */
    public Layer layer(String name) {
        return (Layer) value(Layer.class, name);
    }

    /** Layers that are an argument of this one. */
    public List<Layer> layers(String name) {
        return elements(name).stream()
                .map(e -> (Layer) ObjectReader.value(Layer.class, e, where))
                .toList();
    }

    private List<JsonElement> elements(String name) {
        JsonElement value = required(name);
        return value.isJsonArray()
                ? StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                        .toList()
                : List.of(value);
    }

    private Object value(Type type, String name) {
        JsonElement value = required(name);
        boolean text = type == String.class;
        if (text && !(value instanceof JsonPrimitive p && p.isString())) {
            throw where.damaged("a text under \"" + name + "\"", Where.brief(value));
        }
        return ObjectReader.value(type, value, where);
    }

    private JsonElement required(String name) {
        if (!has(name)) {
            throw where.damaged("the argument \"" + name + "\"", "those of " + config.keySet());
        }
        return config.get(name);
    }
}
