package jeras.applications.text;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.backend.Values;
import jeras.layers.Layer;
import jeras.ops.Shapes;
import jeras.ops.Variable;
import jeras.saving.Safetensors;

/** Brings weights from files into models of this package, and back. */
final class WeightTransfer {
    private final EncoderConfig config;

    WeightTransfer(EncoderConfig config) {
        this.config = config;
    }

    /** A weight of a model, and where it is in a file. */
    private record Pair(Variable variable, String weight, String name, boolean encoder) {
        Shape stored() {
            return WeightLayout.stored(weight, name, variable.shape());
        }
    }

    /**
     * Reads all weights that a file has. Those of a head that it lacks stay new, as those of a head of another size do.
     *
     * @throws FileFormatException if a weight of the encoder is missing, or has another shape
     */
    void read(Checkpoint checkpoint, Model model) {
        for (Layer layer : model.layers()) {
            List<Pair> pairs = pairs(layer);
            boolean there = pairs.stream().allMatch(p -> checkpoint.has(p.name))
                    && pairs.stream().allMatch(p -> checkpoint.shape(p.name).equals(p.stored()));
            if (there) {
                pairs.forEach(p -> read(checkpoint, p));
            } else {
                pairs.stream().filter(Pair::encoder).forEach(p -> refuse(checkpoint, p));
            }
        }
    }

    private static void read(Checkpoint checkpoint, Pair pair) {
        Array stored = checkpoint.read(pair.name);
        Values.write(pair.variable, WeightLayout.read(pair.weight, pair.name, stored, pair.variable.shape()));
    }

    private static void refuse(Checkpoint checkpoint, Pair pair) {
        // A pooler is often left out where it is not needed; then it begins anew.
        boolean missing = !checkpoint.has(pair.name);
        if (missing && pair.name.startsWith("pooler.")) {
            return;
        }
        if (missing || !checkpoint.shape(pair.name).equals(pair.stored())) {
            throw new FileFormatException(JerasException.message(
                    "The weights do not fit config.json.",
                    "\"" + pair.name + "\" of shape " + Shapes.text(pair.stored()),
                    missing ? "no such tensor" : Shapes.text(checkpoint.shape(pair.name)),
                    "take both files from the same model"));
        }
    }

    /**
     * A model's weights as tensors of a file.
     *
     * @throws InvalidArgumentException if a layer of the model has weights that such a file has no place for
     */
    List<Safetensors.Entry> entries(Model model, Task task) {
        Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
        for (Layer layer : model.layers()) {
            for (Pair pair : pairs(layer)) {
                boolean prefixed = pair.encoder && task != Task.BACKBONE;
                String name = (prefixed ? config.architecture().prefix() : "") + pair.name;
                entries.put(
                        name,
                        new Safetensors.Entry(
                                name,
                                pair.stored(),
                                pair.variable.dataType(),
                                () -> WeightLayout.write(
                                        pair.weight, pair.name, Values.read(pair.variable), pair.stored())));
            }
        }
        return List.copyOf(entries.values());
    }

    private List<Pair> pairs(Layer layer) {
        List<Variable> variables = layer.weights();
        if (variables.isEmpty()) {
            return List.of();
        }
        Optional<WeightNames> names = WeightNames.of(config, layer.name());
        List<Pair> pairs = new ArrayList<>();
        for (Variable variable : variables) {
            String weight = within(layer, variable);
            String name = names.map(n -> n.byWeight().get(weight))
                    .orElseThrow(() -> new InvalidArgumentException(JerasException.message(
                            "Layer \"" + layer.name() + "\" has no place in a file of " + config.modelType() + ".",
                            "a model that a TextEncoder has made",
                            "the weight \"" + variable.path() + "\"",
                            "save the model as a .keras file")));
            pairs.add(new Pair(variable, weight, name, names.get().encoder()));
        }
        return pairs;
    }

    /** A weight's name within its layer: {@code "query/kernel"}. */
    private static String within(Layer layer, Variable variable) {
        String path = "/" + variable.path();
        String here = "/" + layer.name() + "/";
        return path.substring(path.lastIndexOf(here) + here.length());
    }
}
