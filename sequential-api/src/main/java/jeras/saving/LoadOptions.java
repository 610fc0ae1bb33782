package jeras.saving;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import jeras.layers.Layer;
import jeras.utils.Arguments;

/**
 * How {@code Model.load} goes about it.
 *
 * <pre>{@code
 * Model.load("model.keras", o -> o.customObject("Scale", Scale.class, config -> new Scale(config.number("factor"))))
 * }</pre>
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/model_saving_and_loading/">Keras: load_model</a>
 */
public final class LoadOptions {
    final CustomObjects objects = new CustomObjects();
    final Map<String, Layer> replaced = new HashMap<>();
    /** The classes that the file has in the places of {@link #replaced}. */
    final Map<Layer, String> stands = new HashMap<>();

    boolean compile = true;
    boolean anyPrecision;

    /**
     * What makes a thing of one's own, for this file only; {@link jeras.Keras#register} does it for all files.
     *
     * @param name as the file has it: a class or a function, {@code "Scale"}, or with its package, {@code "my_package>Scale"}
     * @param type the class, or what it is: {@link jeras.activations.Activation}, {@link jeras.losses.Loss}, ...
     * @param maker from the arguments in the file to a new object
     */
    public <T> LoadOptions customObject(String name, Class<T> type, Function<SavedConfig, ? extends T> maker) {
        objects.add(name, type, maker, thing -> Map.of());
        return this;
    }

    /**
     * A layer to take in the place of one of the file, whatever that is: the way out where a file has a Lambda. It gets the
     * weights that the file has for the other.
     *
     * @param layerName the name of the layer in the file
     */
    public LoadOptions replace(String layerName, Layer layer) {
        replaced.put(layerName, layer);
        return this;
    }

    /** Whether to compile the model as the file says, with the optimizer's state. Default: true. */
    public LoadOptions compile(boolean value) {
        compile = value;
        return this;
    }

    /**
     * The precision to compute with. {@code "file"}, the default, is that of the file, layer by layer; with
     * {@code "float32"} all layers compute in float32, whose results differ from the file's by rounding.
     */
    public LoadOptions precision(String value) {
        Arguments.oneOf("Loading", "precision", value, "file", "float32");
        anyPrecision = value.equals("float32");
        return this;
    }
}
