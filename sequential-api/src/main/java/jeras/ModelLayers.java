package jeras;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.layers.Layer;
import jeras.utils.Suggestions;

/** Finds a model's layers. */
final class ModelLayers {
    private ModelLayers() {}

    static Layer named(List<Layer> layers, String name) {
        Map<String, Layer> byName = new LinkedHashMap<>();
        layers.forEach(l -> byName.put(l.name(), l));
        Layer found = byName.get(name);
        if (found == null) {
            throw new InvalidArgumentException(Suggestions.unknown("layer", name, byName.keySet()));
        }
        return found;
    }

    static Layer at(String model, List<Layer> layers, int index) {
        if (index < 0 || index >= layers.size()) {
            throw new InvalidArgumentException(JerasException.message(
                    model + " has no layer at " + index + ".",
                    layers.isEmpty() ? "a model with layers" : "an index from 0 to " + (layers.size() - 1),
                    Integer.toString(index),
                    "count from 0, or ask for the layer by its name"));
        }
        return layers.get(index);
    }

    /** True when a class below Model says how outputs come from inputs. */
    static boolean computes(Class<?> type) {
        for (Class<?> c = type; c != Model.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals("call")) {
                    return true;
                }
            }
        }
        return false;
    }
}
