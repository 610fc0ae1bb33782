package jeras.saving;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jeras.Array;

/**
 * An {@code .h5} file as Keras wrote it before {@code .keras}: a whole model, or the weights of one, by the names of its layers.
 *
 * @param place the file, for messages
 * @param kerasVersion as {@code 2.15.0}; {@code 1} for those that did not write it down
 * @param backend {@code tensorflow}, {@code theano}, ...; empty where it is not written down
 * @param model the model's description; empty in a file of weights
 * @param training what compile was told; empty where it was not called
 * @param layers the layers in the model's order, also those without weights
 * @param top the weights that belong to no layer but to the model itself
 * @param optimizer the state of the optimizer; empty where it was not saved
 */
record LegacyFile(
        Place place,
        String kerasVersion,
        String backend,
        Optional<JsonObject> model,
        Optional<JsonObject> training,
        List<Weights> layers,
        Weights top,
        Weights optimizer) {
    private static final int DEEPEST = 100;
    private static final String LAYER_NAMES = "layer_names";
    private static final String WEIGHT_NAMES = "weight_names";
    private static final String MODEL_WEIGHTS = "model_weights";
    private static final String OPTIMIZER = "optimizer_weights";
    private static final String TOP = "top_level_model_weights";

    /** Arrays with their names, in the order in which they were saved. */
    record Weights(String name, Map<String, Array> arrays) {
        List<Array> values() {
            return List.copyOf(arrays.values());
        }
    }

    /** What the groups of a file say, by their paths. */
    private static final class Tree {
        final Map<String, Array> arrays = new HashMap<>();
        final Map<String, List<String>> weightNames = new HashMap<>();
        final Map<String, List<String>> layerNames = new HashMap<>();
        final Map<String, String> versions = new HashMap<>();
        final Map<String, String> backends = new HashMap<>();

        void read(Hdf5Object object, String path, int depth) {
            if (depth > DEEPEST) {
                throw object.place().damaged("at most " + DEEPEST + " groups inside each other", "more");
            }
            if (!object.isGroup()) {
                arrays.put(path, object.array());
                return;
            }
            object.longStringsAttribute(WEIGHT_NAMES).ifPresent(names -> weightNames.put(path, names));
            object.longStringsAttribute(LAYER_NAMES).ifPresent(names -> layerNames.put(path, names));
            object.stringAttribute("keras_version").ifPresent(v -> versions.put(path, v));
            object.stringAttribute("backend").ifPresent(b -> backends.put(path, b));
            object.forEachChild((name, child) -> read(child, below(path, name), depth + 1));
        }
    }

    /** True for a file of this kind, whether it is a whole model or weights. */
    static boolean isOne(Source source) {
        Hdf5Object root = Hdf5File.open(source).root();
        return root.stringAttribute("model_config").isPresent()
                || root.longStringsAttribute(LAYER_NAMES).isPresent();
    }

    /** Reads all of it. */
    static LegacyFile read(Source source) {
        Hdf5Object root = Hdf5File.open(source).root();
        Optional<JsonObject> model = json(root, "model_config");
        Optional<JsonObject> training = json(root, "training_config");
        Tree tree = new Tree();
        tree.read(root, "", 0);
        String group = tree.layerNames.containsKey(MODEL_WEIGHTS) ? MODEL_WEIGHTS : "";
        Place place = source.place();
        List<Weights> layers = new ArrayList<>();
        for (String name : tree.layerNames.getOrDefault(group, List.of())) {
            layers.add(weights(tree, below(group, name), name, place));
        }
        String version = tree.versions.getOrDefault(group, tree.versions.getOrDefault("", "1."));
        return new LegacyFile(
                place,
                version,
                tree.backends.getOrDefault(group, tree.backends.getOrDefault("", "")),
                model,
                training,
                layers,
                weights(tree, below(group, TOP), TOP, place),
                weights(tree, OPTIMIZER, OPTIMIZER, place));
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    private static Optional<JsonObject> json(Hdf5Object root, String attribute) {
        return root.stringAttribute(attribute)
                .map(text -> JsonText.read(
                        text.getBytes(StandardCharsets.UTF_8), root.place().at(attribute)));
    }

    private static Weights weights(Tree tree, String path, String name, Place place) {
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (String weight : tree.weightNames.getOrDefault(path, List.of())) {
            Array array = tree.arrays.get(below(path, weight));
            if (array == null) {
                throw place.damaged("the weight " + weight + " of \"" + name + "\"", "none");
            }
            arrays.put(weight, array);
        }
        return new Weights(name, arrays);
    }
}
