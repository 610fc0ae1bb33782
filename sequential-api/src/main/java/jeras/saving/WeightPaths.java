package jeras.saving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.layers.FileState;
import jeras.layers.Layer;
import jeras.utils.Naming;

/** Where Keras's files keep the weights of each layer: by class and position, whatever the layer's name. */
final class WeightPaths {
    /** The place of the optimizer's state. */
    static final String OPTIMIZER = "optimizer";

    /** Where the optimizer is once more that one which scales losses has inside. */
    static final String INNER_OPTIMIZER = "optimizer/inner_optimizer";

    /** How many variables an optimizer that scales losses has before those of the one inside. */
    static final int SCALE_VARIABLES = 4;

    private WeightPaths() {}

    /** The layers of a model, itself included, by their paths; one that is shared stands at its first place. */
    static Map<String, Layer> of(Layer root) {
        return of(root, Map.of());
    }

    /** @param classNames what a file calls layers that stand for others of it */
    static Map<String, Layer> of(Layer root, Map<Layer, String> classNames) {
        Map<Layer, String> paths = new LinkedHashMap<>();
        collect(root, "", paths, classNames);
        Map<String, Layer> layers = new LinkedHashMap<>();
        paths.forEach((layer, path) -> layers.put(path, layer));
        return layers;
    }

    private static void collect(Layer layer, String path, Map<Layer, String> paths, Map<Layer, String> classNames) {
        if (paths.putIfAbsent(layer, path) == null) {
            parts(layer, classNames)
                    .forEach((place, part) ->
                            collect(part, path.isEmpty() ? place : path + "/" + place, paths, classNames));
        }
    }

    /** A layer's path, and those below it where the same stands once more. */
    static List<String> places(String path, FileState kept) {
        List<String> places = new ArrayList<>(List.of(path));
        kept.fileTwins().forEach(twin -> places.add(path + "/" + twin));
        return places;
    }

    private static Map<String, Layer> parts(Layer layer, Map<Layer, String> classNames) {
        Map<String, Layer> parts = layer.savedParts();
        if (Collections.disjoint(parts.values(), classNames.keySet())) {
            return parts;
        }
        Map<String, Layer> renamed = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Layer part : parts.values()) {
            String name = Naming.snakeCase(classNames.getOrDefault(part, part.className()));
            int before = counts.merge(name, 1, Integer::sum) - 1;
            renamed.put("layers/" + (before == 0 ? name : name + "_" + before), part);
        }
        return renamed;
    }

    /** The path of the variable with a number. */
    static String variable(String path, int number) {
        return (path.isEmpty() ? "vars/" : path + "/vars/") + number;
    }
}
