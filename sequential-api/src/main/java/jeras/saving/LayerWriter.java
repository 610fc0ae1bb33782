package jeras.saving;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Optional;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.FileState;
import jeras.layers.HostLayer;
import jeras.layers.InputLayer;
import jeras.layers.KerasLayer;
import jeras.layers.Lambda;
import jeras.layers.Layer;
import jeras.layers.Layers;
import jeras.layers.Pipeline;
import jeras.utils.DataTypes;

/** From layers and models to Keras's description of them, with no more keys than Keras needs. */
final class LayerWriter {
    private LayerWriter() {}

    /**
     * The description of a layer, or of a model as a layer.
     *
     * @throws jeras.InvalidArgumentException if it is of a class of the user's own, or has parts that are
     */
    static JsonObject layer(Layer layer) {
        Optional<CustomObjects.Entry<?>> custom = CustomObjects.REGISTERED.of(layer);
        if (custom.isPresent()) {
            return custom(custom.get(), layer);
        } else if (layer instanceof Sequential model) {
            return sequential(model);
        } else if (layer instanceof Model model && model.graph().isPresent()) {
            return FunctionalWriter.write(model);
        } else if (layer instanceof InputLayer input) {
            return input(input);
        } else if (layer instanceof KerasLayer<?, ?> known
                && !(layer instanceof Lambda)
                && Layers.names().contains(layer.className())) {
            return known(known);
        }
        throw ObjectWriter.refused(
                "layers of Keras, which a file can name",
                title(layer) + (layer instanceof Lambda ? ", a function" : ", a class of one's own"));
    }

    /** A class that Python, too, has registered; the shape is for its weights, which the reader makes before it fills them. */
    private static JsonObject custom(CustomObjects.Entry<?> entry, Layer layer) {
        JsonObject config = named(layer);
        config.addProperty("dtype", layer.dtypePolicy().name());
        entry.argumentsOf(layer).forEach((key, value) -> config.add(key, ObjectWriter.value(value, key, title(layer))));
        JsonObject described = ObjectWriter.custom(entry, config);
        if (layer.inputShapes().size() == 1) {
            JsonObject build = new JsonObject();
            build.add("input_shape", shape(layer.inputShapes().get(0)));
            described.add("build_config", build);
        }
        return described;
    }

    private static String title(Layer layer) {
        return layer.className() + " \"" + name(layer) + "\"";
    }

    /** Layers outside a model, such as a model itself, may have no name. */
    static String name(Layer layer) {
        return layer.name() == null ? layer.snakeName() : layer.name();
    }

    static JsonObject named(Layer layer) {
        JsonObject config = new JsonObject();
        config.addProperty("name", name(layer));
        // True is the default, and some layers without weights do not know the argument.
        if (!layer.isTrainable() && !layer.weights().isEmpty()) {
            config.addProperty("trainable", false);
        }
        return config;
    }

    private static JsonObject known(KerasLayer<?, ?> layer) {
        JsonObject config = named(layer);
        if (!(layer instanceof Pipeline)) { // which refuses it
            config.addProperty(
                    "dtype",
                    layer instanceof HostLayer ? "float32" : layer.dtypePolicy().name());
        }
        ObjectWriter.components(layer.config(), config, title(layer));
        if (layer instanceof FileState kept) {
            kept.fileConfig().forEach((key, value) -> config.add(key, ObjectWriter.value(value, key, title(layer))));
        }
        if (layer.activityRegularizer() != null) {
            config.add(
                    "activity_regularizer",
                    ObjectWriter.value(layer.activityRegularizer(), "activity_regularizer", title(layer)));
        }
        return described(layer.className(), config);
    }

    private static JsonObject described(String className, JsonObject config) {
        Optional<String> applications = ApplicationLayers.module(className);
        JsonObject described = ObjectWriter.described(applications.orElse("keras.layers"), className, config);
        if (applications.isPresent()) {
            described.addProperty("registered_name", className); // as for all that Keras does not export
        }
        return described;
    }

    private static JsonObject input(InputLayer input) {
        JsonObject config = new JsonObject();
        config.add("batch_shape", shape(input.batchShape()));
        config.addProperty("dtype", DataTypes.name(input.dataType()));
        config.addProperty("name", name(input));
        return ObjectWriter.described("keras.layers", "InputLayer", config);
    }

    private static JsonObject sequential(Sequential model) {
        JsonObject config = named(model);
        JsonArray layers = new JsonArray();
        model.inputLayers().forEach(input -> layers.add(layer(input)));
        model.layers().forEach(layer -> layers.add(layer(layer)));
        config.add("layers", layers);
        JsonObject described = ObjectWriter.described("keras", "Sequential", config);
        if (model.inputLayers().isEmpty() && !model.inputShapes().isEmpty()) {
            config.add("build_input_shape", shape(model.inputShapes().get(0)));
        }
        return described;
    }

    /** A shape with null for any length. */
    static JsonArray shape(Shape shape) {
        JsonArray array = new JsonArray();
        for (long length : shape.getShape()) {
            array.add(length < 0 ? JsonNull.INSTANCE : (JsonElement) new com.google.gson.JsonPrimitive(length));
        }
        return array;
    }
}
