package jeras.saving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.layers.FileState;
import jeras.layers.Layer;

/** Where Keras's files keep the weights of each layer: by class and position, whatever the layer's name. */
final class WeightPaths {
    /** The place of the optimizer's state. */
    static final String OPTIMIZER = "optimizer";

    private WeightPaths() {}

    /** The layers of a model, itself included, by their paths; one that is shared stands at its first place. */
    static Map<String, Layer> of(Layer root) {
        Map<Layer, String> paths = new LinkedHashMap<>();
        collect(root, "", paths);
        Map<String, Layer> layers = new LinkedHashMap<>();
        paths.forEach((layer, path) -> layers.put(path, layer));
        return layers;
    }

    private static void collect(Layer layer, String path, Map<Layer, String> paths) {
        if (paths.putIfAbsent(layer, path) == null) {
            layer.savedParts()
                    .forEach((place, part) -> collect(part, path.isEmpty() ? place : path + "/" + place, paths));
        }
    }

    /** A layer's path, and those below it where the same stands once more. */
    static List<String> places(String path, FileState kept) {
        List<String> places = new ArrayList<>(List.of(path));
        kept.fileTwins().forEach(twin -> places.add(path + "/" + twin));
        return places;
    }

    /** The path of the variable with a number. */
    static String variable(String path, int number) {
        return (path.isEmpty() ? "vars/" : path + "/vars/") + number;
    }
}
