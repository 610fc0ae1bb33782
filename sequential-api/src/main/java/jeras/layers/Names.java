package jeras.layers;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Gives the layers of a model their names: the chosen ones stay, the others follow their class: dense, dense_1, ... */
public final class Names {
    private Names() {}

    /** Gives a layer the name that a file has for it, as if the user had chosen it. */
    public static void choose(Layer layer, String name) {
        layer.chooseName(name);
    }

    /** Names the layers in this order; a name that is chosen twice is refused. */
    public static void assign(Collection<? extends Layer> layers) {
        Set<String> taken = new HashSet<>();
        for (Layer layer : layers) {
            if (layer.isNamed() && !taken.add(layer.name())) {
                throw new InvalidArgumentException(JerasException.message(
                        "Two layers of a model have the name \"" + layer.name() + "\".",
                        "names that differ",
                        "\"" + layer.name() + "\" twice",
                        "give one of them another name(...)"));
            }
        }
        Set<Layer> keep = new HashSet<>();
        for (Layer layer : layers) {
            if (!layer.isNamed() && layer.name() != null && taken.add(layer.name())) {
                keep.add(layer);
            }
        }
        Map<String, Integer> counters = new HashMap<>();
        for (Layer layer : layers) {
            if (layer.isNamed() || keep.contains(layer)) {
                continue;
            }
            String base = layer.snakeName();
            String name = base;
            int n = counters.getOrDefault(base, 0);
            while (!taken.add(name)) {
                n++;
                name = base + "_" + n;
            }
            counters.put(base, n);
            layer.assignName(name);
        }
    }
}
