package jeras.layers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.backend.Values;
import jeras.ops.Shapes;
import jeras.ops.Variable;

/** The weights of a layer itself, without those of the layers inside. */
final class OwnWeights {
    private final List<Variable> all = new ArrayList<>();
    /** Those that train when the layer does. */
    private final Set<Variable> learned = new LinkedHashSet<>();

    void add(Variable variable, boolean learns) {
        all.add(variable);
        if (learns) {
            learned.add(variable);
        }
    }

    /** In Keras's order: those that train come first. */
    List<Variable> list() {
        Set<Variable> ordered = new LinkedHashSet<>(learned);
        ordered.addAll(all);
        return List.copyOf(ordered);
    }

    Set<Variable> learned() {
        return learned;
    }

    void trainable(boolean value) {
        all.forEach(v -> v.trainable(value && learned.contains(v)));
    }

    /** Names the layers around them. */
    void paths(String prefix) {
        all.forEach(v -> v.path(prefix + v.name()));
    }

    Variable named(String name, Layer layer) {
        return list().stream()
                .filter(v -> v.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(JerasException.message(
                        layer.title() + " has no weight \"" + name + "\".",
                        "one of " + list().stream().map(Variable::name).toList(),
                        name,
                        layer.isBuilt()
                                ? "choose one of them"
                                : "build the layer first: weights are made with the first call")));
    }

    /** Sets all weights of a layer, those of the layers inside among them. */
    static void set(Layer layer, List<Array> values) {
        List<Variable> variables = layer.weights();
        if (values.size() != variables.size()) {
            throw new ShapeMismatchException(JerasException.message(
                    layer.title() + " cannot take these weights.",
                    variables.size() + " arrays",
                    values.size() + " arrays" + (layer.isBuilt() ? "" : " (it is not built yet, so it has no weights)"),
                    "give one array for each of weights()"));
        }
        for (int i = 0; i < values.size(); i++) {
            Variable v = variables.get(i);
            if (!v.shape().equals(values.get(i).shape())) {
                throw new ShapeMismatchException(JerasException.message(
                        layer.title() + " cannot take array " + i + " as its weight \"" + v.path() + "\".",
                        Shapes.text(v.shape()),
                        Shapes.text(values.get(i).shape()),
                        "give the arrays in the order of weights()"));
            }
        }
        for (int i = 0; i < values.size(); i++) {
            Values.write(variables.get(i), values.get(i).cast(variables.get(i).dataType()));
        }
    }
}
