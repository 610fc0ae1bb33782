package jeras.saving;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jeras.DTypePolicy;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.FileState;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.layers.Layers;
import jeras.layers.Names;
import jeras.regularizers.Regularizer;
import jeras.utils.DataTypes;

/** From Keras's description of a layer or model, {@code {module, class_name, config}}, to the layer. */
final class LayerReader {
    static final String INPUT_LAYER = "InputLayer";

    /** Arguments that all layers have, whatever their class. */
    private static final Set<String> COMMON = Set.of("name", "trainable", "dtype", "activity_regularizer", "autocast");

    /** Layers whose data type is that of their output, or of what they look up, and follows from other arguments. */
    private static final Set<String> OWN_TYPES =
            Set.of("HashedCrossing", "Hashing", "IntegerLookup", "StringLookup", "TextVectorization");

    private static final Set<String> FLOATS = Set.of("float16", "bfloat16", "float64");

    private LayerReader() {}

    /** The model that a file describes. */
    static Model model(JsonObject json, Where where) {
        Layer layer = layer(json, where);
        if (layer instanceof Model model) {
            return model;
        }
        throw where.damaged("a model", "a " + where.string(json, "class_name"));
    }

    /** A layer, or a model as a layer. */
    static Layer layer(JsonObject json, Where where) {
        String className = where.string(json, "class_name");
        JsonObject config = where.object(json, "config");
        String name = JsonText.string(config, "name");
        Where here = name.isEmpty() ? where : where.inside(name);
        Layer given = where.options().replaced.get(name);
        if (given != null) {
            Names.choose(given, name);
            where.options().stands.put(given, className);
            return given;
        }
        if (isCustom(json, where)) {
            return policy(config, here).during(() -> custom(json, config, here));
        }
        return switch (className) {
            case "Sequential" -> sequential(config, here);
            case "Functional", "Model" -> FunctionalReader.read(config, here);
            default ->
                OWN_TYPES.contains(className)
                        ? ofCatalogue(className, config, here)
                        : policy(config, here).during(() -> ofCatalogue(className, config, here));
        };
    }

    private static boolean isCustom(JsonObject json, Where where) {
        String className = where.string(json, "class_name");
        if (where.options().objects.names().contains(className) || ApplicationLayers.isNamesake(json)) {
            return true;
        }
        if (ApplicationLayers.isOne(json)) {
            return false; // which Keras 2 registers as if it were someone's own
        }
        return JsonText.string(json, "registered_name").contains(">")
                || className.contains(">")
                || (!isBuiltIn(className) && where.custom(json).isPresent());
    }

    private static boolean isBuiltIn(String className) {
        return Layers.names().contains(className)
                || className.equals("Sequential")
                || className.equals("Functional")
                || className.equals("Model");
    }

    private static Layer custom(JsonObject json, JsonObject config, Where where) {
        String registered = JsonText.string(json, "registered_name");
        String className = where.string(json, "class_name");
        Layer layer = where.customObject(Layer.class, json)
                .orElseThrow(
                        () -> where.unsupported(
                                className,
                                "the class " + (registered.contains(">") ? registered : className)
                                        + ", written in Python for this model",
                                "write it as a Java class, and name it: Keras.register(\"" + className
                                        + "\", ...), or customObject in Model.load; or replace it in Keras by layers of its own"));
        String name = JsonText.string(config, "name");
        if (!name.isEmpty() && !layer.isNamed()) {
            Names.choose(layer, name);
        }
        if (layer instanceof Model model) {
            ModelReader.build(model, json, where);
        }
        freeze(layer, config);
        return layer;
    }

    private static Layer ofCatalogue(String className, JsonObject config, Where where) {
        if (className.startsWith("tf.")) {
            throw where.unsupported(
                    className,
                    "the function " + className + " of TensorFlow between the layers, or arguments of it",
                    "replace it in Keras by a layer or by keras.ops, and save the model again");
        }
        if (!Layers.names().contains(className)) {
            throw where.unknown("layer", className, Layers.names());
        }
        if (className.equals("Lambda")) {
            throw where.unsupported(
                    className,
                    "a Lambda, which stands for Python code,",
                    "give a layer for it, Model.load(file, o -> o.replace(\"" + JsonText.string(config, "name")
                            + "\", ...)), or replace it in Keras, and save the model again");
        }
        return withCommon(make(Layers.entry(className), config, where), config, where);
    }

    private static <C extends Record> KerasLayer<?, C> make(Layers.Entry<C> entry, JsonObject config, Where where) {
        Set<String> known = new LinkedHashSet<>(ObjectReader.keys(entry.config()));
        known.addAll(COMMON);
        ObjectReader.refuseSwitchedOn(entry.type().getSimpleName(), config, known, where);
        Defaults.Made<C> made = Defaults.of(entry, config, where);
        JsonObject rest = new JsonObject();
        config.asMap().forEach((key, value) -> {
            if (!made.told().contains(key)) {
                rest.add(key, value);
            }
        });
        C told = ObjectReader.told(made.config(), rest, where);
        try {
            return entry.make(told);
        } catch (InvalidArgumentException e) {
            throw where.damaged("arguments that make sense", e.getMessage().replace("\n", "\n            "));
        }
    }

    private static Layer withCommon(KerasLayer<?, ?> layer, JsonObject config, Where where) {
        KerasLayer<?, ?> told = layer;
        String name = JsonText.string(config, "name");
        if (!name.isEmpty()) {
            told = told.name(name);
        }
        if (isFalse(config.get("trainable"))) {
            told = told.trainable(false);
        }
        JsonElement penalty = config.get("activity_regularizer");
        if (penalty != null && !penalty.isJsonNull()) {
            told = told.activityRegularizer((Regularizer) ObjectReader.value(Regularizer.class, penalty, where));
        }
        if (told instanceof FileState kept) {
            restore(kept, config);
        }
        return told;
    }

    private static void restore(FileState kept, JsonObject config) {
        config.asMap().forEach((key, value) -> {
            if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
                kept.restoreConfig(key, value.getAsLong());
            }
        });
    }

    private static Sequential sequential(JsonObject config, Where where) {
        Sequential model = Sequential.named(where.string(config, "name"));
        JsonArray layers = array(config, "layers", where);
        for (int i = 0; i < layers.size(); i++) {
            JsonObject layer = layers.get(i).getAsJsonObject();
            try {
                if (where.string(layer, "class_name").equals(INPUT_LAYER)) {
                    model.add(input(where.object(layer, "config"), where));
                } else {
                    model.add(layer(layer, where));
                }
            } catch (InvalidArgumentException e) {
                throw where.damaged("layers that fit together", e.getMessage().replace("\n", "\n            "));
            }
        }
        JsonElement shape = config.get("build_input_shape");
        if (!model.isBuilt() && model.inputLayers().isEmpty() && shape != null && shape.isJsonArray()) {
            model.buildFor(List.of(shape(shape, where)));
        }
        freeze(model, config);
        return model;
    }

    static void freeze(Layer layer, JsonObject config) {
        if (isFalse(config.get("trainable"))) {
            layer.setTrainable(false);
        }
    }

    /** The input that an InputLayer's configuration describes. */
    static Input input(JsonObject config, Where where) {
        JsonElement shape = config.has("batch_shape") ? config.get("batch_shape") : config.get("batch_input_shape");
        if (shape == null || !shape.isJsonArray()) {
            throw where.damaged("a batch_shape of the InputLayer", shape == null ? "none" : Where.brief(shape));
        }
        for (String option : List.of("sparse", "ragged")) {
            JsonElement on = config.get(option);
            if (on != null && on.isJsonPrimitive() && on.getAsBoolean()) {
                throw where.unsupported(
                        INPUT_LAYER + "." + option,
                        "an input of " + option + " tensors",
                        "declare it without " + option);
            }
        }
        return Input.ofBatch(shape(shape, where), inputType(config, where)).name(where.string(config, "name"));
    }

    private static DataType inputType(JsonObject config, Where where) {
        String name = typeName(config);
        if (where.options().anyPrecision && FLOATS.contains(name)) {
            return DataType.FLOAT32;
        }
        try {
            return DataTypes.of(name);
        } catch (JerasException e) {
            throw where.unsupported("dtype " + name, "an input of data type " + name, "declare a numeric input");
        }
    }

    /** A shape in which null stands for any length. */
    static Shape shape(JsonElement json, Where where) {
        long[] lengths = new long[json.getAsJsonArray().size()];
        for (int i = 0; i < lengths.length; i++) {
            JsonElement length = json.getAsJsonArray().get(i);
            if (!length.isJsonNull() && !length.isJsonPrimitive()) {
                throw where.damaged("a shape", Where.brief(json));
            }
            lengths[i] = length.isJsonNull() ? -1 : length.getAsLong();
            if (lengths[i] < -1) {
                throw where.damaged("a shape", Where.brief(json));
            }
        }
        return new Shape(lengths);
    }

    static JsonArray array(JsonObject json, String key, Where where) {
        JsonElement value = json.get(key);
        if (value == null || !value.isJsonArray()) {
            throw where.damaged("a list under \"" + key + "\"", value == null ? "none" : Where.brief(value));
        }
        return value.getAsJsonArray();
    }

    private static boolean isFalse(JsonElement json) {
        return json != null && json.isJsonPrimitive() && !json.getAsBoolean();
    }

    /** The name of a data type, or of the policy that stands for it. */
    private static String typeName(JsonObject config) {
        JsonElement dtype = config.get("dtype");
        if (dtype != null && dtype.isJsonObject()) {
            JsonElement policy = dtype.getAsJsonObject().get("config");
            return policy != null && policy.isJsonObject() ? JsonText.string(policy.getAsJsonObject(), "name") : "";
        }
        return dtype == null || dtype.isJsonNull() ? "float32" : dtype.getAsString();
    }

    /** The data types of a layer; without a word about them those of a new one. */
    private static DTypePolicy policy(JsonObject config, Where where) {
        if (where.options().anyPrecision) {
            return DTypePolicy.of("float32");
        }
        JsonElement dtype = config.get("dtype");
        if (dtype == null || dtype.isJsonNull()) {
            return DTypePolicy.current();
        }
        String name = typeName(config);
        try {
            return DTypePolicy.of(name);
        } catch (InvalidArgumentException e) {
            String kind = name.isEmpty() ? Where.brief(dtype) : name;
            throw where.unsupported(
                    "dtype policy " + kind,
                    "the dtype policy " + kind,
                    "compute in float32, Model.load(file, o -> o.precision(\"float32\")), or make the layers with"
                            + " dtype=\"float32\", and save the model again");
        }
    }
}
