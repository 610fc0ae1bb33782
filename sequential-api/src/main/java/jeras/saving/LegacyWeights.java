package jeras.saving;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.FileFormatException;
import jeras.Model;
import jeras.backend.Values;
import jeras.layers.Layer;
import jeras.ops.Shapes;
import jeras.ops.Variable;
import jeras.utils.Suggestions;
import jeras.utils.Warnings;

/**
 * From a legacy file to the weights of a model: layer by layer in the order of those that have weights, or by the layers' names.
 * All are checked before the first is set.
 */
final class LegacyWeights {
    private static final String FIX = "load the file into the model that it was saved from";

    private final LegacyFile file;
    private final WeightOptions options;
    private final List<Runnable> writes = new ArrayList<>();

    private LegacyWeights(LegacyFile file, WeightOptions options) {
        this.file = file;
        this.options = options;
    }

    static void read(Model model, LegacyFile file, WeightOptions options) {
        LegacyWeights reader = new LegacyWeights(file, options);
        List<Layer> layers =
                model.layers().stream().filter(l -> !l.weights().isEmpty()).toList();
        List<LegacyFile.Weights> saved =
                file.layers().stream().filter(l -> !l.arrays().isEmpty()).toList();
        if (options.byName) {
            reader.byName(layers, saved);
        } else {
            reader.inOrder(layers, saved);
        }
        if (!file.top().arrays().isEmpty()) {
            reader.assign(model, new OlderWeights.Target(model.ownWeights()), file.top());
        }
        reader.writes.forEach(Runnable::run);
    }

    private void inOrder(List<Layer> layers, List<LegacyFile.Weights> saved) {
        if (layers.size() != saved.size()) {
            throw wrong(
                    layers.size() + " layers with weights: "
                            + layers.stream().map(LegacyWeights::title).toList(),
                    saved.size() + ": "
                            + saved.stream().map(LegacyFile.Weights::name).toList(),
                    FIX + ", or load by name: loadWeights(file, o -> o.byName(true))");
        }
        for (int i = 0; i < layers.size(); i++) {
            layer(layers.get(i), saved.get(i));
        }
    }

    private void byName(List<Layer> layers, List<LegacyFile.Weights> saved) {
        Map<String, Layer> byName = new HashMap<>();
        layers.forEach(l -> byName.put(l.name(), l));
        int found = 0;
        for (LegacyFile.Weights weights : saved) {
            Layer layer = byName.get(weights.name());
            if (layer != null) {
                layer(layer, weights);
                found++;
            }
        }
        if (found == 0 && !saved.isEmpty()) {
            String first = saved.get(0).name();
            Warnings.warn(
                    "No layer of the model has the name of a layer in " + file.place() + ", so no weights are loaded. "
                            + Suggestions.nearest(first, byName.keySet())
                                    .map(near -> "The file's \"" + first + "\" is nearest to \"" + near + "\".")
                                    .orElse("The first one there is \"" + first + "\"."));
        }
    }

    private void layer(Layer layer, LegacyFile.Weights saved) {
        assign(layer, OlderWeights.target(layer), saved);
    }

    private void assign(Layer layer, OlderWeights.Target target, LegacyFile.Weights saved) {
        List<Array> arrays = OlderWeights.modern(target, saved.values(), file);
        List<Variable> variables = target.variables();
        if (arrays.size() != variables.size()) {
            mismatch(
                    layer,
                    variables.size() + " weights for " + title(layer) + ": "
                            + variables.stream()
                                    .map(v -> v.name() + " " + Shapes.text(v.shape()))
                                    .toList(),
                    arrays.size() + " under \"" + saved.name() + "\": "
                            + arrays.stream().map(a -> Shapes.text(a.shape())).toList());
            return;
        }
        List<Variable> order = order(target, arrays, saved);
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Variable variable = order.get(i);
            Array array = arrays.get(i);
            if (!array.shape().equals(variable.shape())) {
                mismatch(
                        layer,
                        "shape " + Shapes.text(variable.shape()) + " for the weight \"" + variable.name() + "\" of "
                                + title(layer),
                        "shape " + Shapes.text(array.shape()) + " under \"" + saved.name() + "\"");
                return;
            }
            all.add(() -> Values.write(variable, array.cast(variable.dataType())));
        }
        writes.addAll(all);
    }

    /**
     * The variables in the file's order: those that train first, as Keras has written them, unless the file's names say that
     * another order fits, as when a frozen model was saved.
     */
    private static List<Variable> order(OlderWeights.Target target, List<Array> arrays, LegacyFile.Weights saved) {
        List<String> names = saved.arrays().keySet().stream()
                .map(n -> n.substring(n.lastIndexOf('/') + 1).replaceFirst(":\\d+$", ""))
                .toList();
        for (List<Variable> order : List.of(target.variables(), target.byLayer(), target.trainableFirst())) {
            boolean named = names.equals(order.stream().map(Variable::name).toList());
            if (named && fits(order, arrays)) {
                return order;
            }
        }
        return target.variables();
    }

    private static boolean fits(List<Variable> order, List<Array> arrays) {
        List<Shape> shapes = order.stream().map(Variable::shape).toList();
        return arrays.stream().map(Array::shape).toList().equals(shapes);
    }

    private void mismatch(Layer layer, String expected, String received) {
        if (!options.skipMismatch) {
            throw wrong(expected, received, FIX + ", or leave out what does not fit: o.skipMismatch(true)");
        }
        Warnings.warn("The weights of " + title(layer) + " are not loaded: expected " + expected + ", received "
                + received + ".");
    }

    private static String title(Layer layer) {
        return layer.className() + " \"" + layer.name() + "\"";
    }

    private FileFormatException wrong(String expected, String received, String fix) {
        return file.place().error(expected, received, fix);
    }
}
