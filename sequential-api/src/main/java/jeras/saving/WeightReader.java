package jeras.saving;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jeras.Array;
import jeras.JerasException;
import jeras.Model;
import jeras.backend.Values;
import jeras.layers.FileState;
import jeras.layers.Layer;
import jeras.ops.Shapes;
import jeras.ops.Variable;
import jeras.optimizers.LossScaleOptimizer;
import jeras.optimizers.Optimizer;
import jeras.utils.Warnings;

/** From a file's arrays to the weights of a model and the state of its optimizer; all are checked before the first is set. */
final class WeightReader {
    private static final String FIX = "load the file into the model that it was saved from";

    private final WeightStore store;
    private final Place place;
    private final WeightOptions options;
    private final List<Runnable> writes = new ArrayList<>();

    private WeightReader(WeightStore store, Place place, WeightOptions options) {
        this.store = store;
        this.place = place;
        this.options = options;
    }

    /** @param assets the files of layers by path; none in a file of weights alone */
    static void weights(
            Layer whole, WeightStore store, Map<String, byte[]> assets, Place place, WeightOptions options) {
        WeightReader reader = new WeightReader(store, place, options);
        WeightPaths.of(whole, options.stands).forEach((path, layer) -> {
            reader.layer(path, layer);
            if (layer instanceof FileState kept) {
                reader.restore(path, kept, assets);
            }
        });
        reader.writes.forEach(Runnable::run);
    }

    private void restore(String path, FileState kept, Map<String, byte[]> assets) {
        Map<String, Array> arrays = new HashMap<>();
        String vars = path + "/vars";
        store.children(vars).forEach(name -> store.find(vars + "/" + name).ifPresent(array -> arrays.put(name, array)));
        Map<String, byte[]> files = new HashMap<>();
        assets.forEach((name, bytes) -> {
            if (name.startsWith(path + "/")) {
                files.put(name.substring(path.length() + 1), bytes);
            }
        });
        try {
            kept.restore(arrays, files);
        } catch (JerasException e) {
            throw place.error(
                    "the state of the layer at " + path, e.getMessage().replace("\n", "\n            "), FIX);
        }
    }

    private void layer(String path, Layer layer) {
        List<Variable> variables = layer.ownWeights();
        List<Array> arrays = layer instanceof FileState ? store.numbered(path) : store.vars(path);
        if (arrays.isEmpty() && !variables.isEmpty()) {
            arrays = store.varsLike(path);
        }
        if (arrays.isEmpty() && options.stands.containsKey(layer)) {
            return; // what it stands for has no weights, as a Lambda
        }
        String title = layer.className() + " \"" + layer.name() + "\"";
        if (arrays.size() != variables.size()) {
            mismatch(
                    title,
                    variables.size() + " weights for " + title + " at " + path + "/vars: "
                            + variables.stream()
                                    .map(v -> v.name() + " " + Shapes.text(v.shape()))
                                    .toList(),
                    arrays.size() + ": "
                            + arrays.stream().map(a -> Shapes.text(a.shape())).toList());
            return;
        }
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            Variable variable = variables.get(i);
            Array array = arrays.get(i);
            if (!array.shape().equals(variable.shape())) {
                mismatch(
                        title,
                        "shape " + Shapes.text(variable.shape()) + " for the weight \"" + variable.name() + "\" of "
                                + title + " at " + WeightPaths.variable(path, i),
                        "shape " + Shapes.text(array.shape()));
                return;
            }
            all.add(() -> Values.write(variable, array.cast(variable.dataType())));
        }
        writes.addAll(all);
    }

    private void mismatch(String title, String expected, String received) {
        if (!options.skipMismatch) {
            throw place.error(expected, received, FIX);
        }
        Warnings.warn(
                "The weights of " + title + " are not loaded: expected " + expected + ", received " + received + ".");
    }

    /**
     * Restores the number of steps, the learning rate and the slots.
     *
     * @return what could not be restored
     */
    static Optional<String> optimizer(Model model, WeightStore store) {
        List<Array> arrays = store.vars(WeightPaths.OPTIMIZER);
        if (arrays.isEmpty() || arrays.get(0).size() != 1) {
            return Optional.empty();
        }
        Optimizer optimizer = model.optimizer();
        if (optimizer instanceof LossScaleOptimizer scaling && arrays.size() > WeightPaths.SCALE_VARIABLES) {
            List<Variable> scale = scaling.scaleVariables();
            for (int i = 0; i < scale.size(); i++) {
                Array value = arrays.get(WeightPaths.SCALE_VARIABLES - scale.size() + i);
                Values.write(scale.get(i), value.reshape().cast(scale.get(i).dataType()));
            }
            arrays = arrays.subList(WeightPaths.SCALE_VARIABLES, arrays.size());
        }
        optimizer.iterations((long) arrays.get(0).item());
        int first = 1;
        // tf.keras does not save the learning rate here, and no Keras does when it follows a schedule.
        if (optimizer.schedule() == null && arrays.size() > 1 && arrays.get(1).rank() == 0) {
            optimizer.setLearningRate(arrays.get(1).item());
            first = 2;
        }
        return slots(model, arrays.subList(first, arrays.size()));
    }

    /** Sets the slots to values in their order; an optimizer without slots needs none of them. */
    static Optional<String> slots(Model model, List<Array> values) {
        Optimizer optimizer = model.optimizer();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        optimizer.build(model.trainableWeights());
        List<Variable> slots = optimizer.variables();
        if (slots.isEmpty()) {
            return Optional.empty();
        }
        List<Shape> shapes = slots.stream().map(Variable::shape).toList();
        if (!values.stream().map(Array::shape).toList().equals(shapes)) {
            Warnings.warn("The state of optimizer \"" + optimizer.name() + "\" in the file does not fit this model's "
                    + slots.size() + " slots; the optimizer starts anew, as it does in Keras.");
            return Optional.of("optimizer state");
        }
        for (int i = 0; i < slots.size(); i++) {
            Values.write(slots.get(i), values.get(i).cast(slots.get(i).dataType()));
        }
        return Optional.empty();
    }
}
