package jeras.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import jeras.Model;
import jeras.layers.Layer;
import jeras.layers.TimeDistributed;
import jeras.ops.Variable;

/**
 * The paths of weights as Keras makes them: the layers of a functional model were built before it became part of another model, so
 * their paths begin anew. Two weights may have the same.
 */
final class KerasPaths {
    private final Map<Variable, String> paths = new LinkedHashMap<>();

    private KerasPaths() {}

    static Map<Variable, String> of(Model model) {
        KerasPaths found = new KerasPaths();
        model.layers().forEach(l -> found.add(l, "", ""));
        return found.paths;
    }

    /** @param ours what the paths of the weights begin with here, and {@code keras}, there */
    private void add(Layer layer, String ours, String keras) {
        if (layer instanceof Model inner) {
            String there = inner.graph().isPresent() ? "" : keras + layer.name() + "/";
            inner.layers().forEach(l -> add(l, ours + layer.name() + "/", there));
        } else if (layer instanceof TimeDistributed steps && steps.layer() instanceof Model inner) {
            add(inner, ours + layer.name() + "/", keras + layer.name() + "/");
        } else {
            layer.weights().forEach(v -> paths.put(v, keras + v.path().substring(ours.length())));
        }
    }
}
