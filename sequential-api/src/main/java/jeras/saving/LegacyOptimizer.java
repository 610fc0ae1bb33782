package jeras.saving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jeras.Array;
import jeras.Model;
import jeras.ops.Variable;
import jeras.optimizers.Optimizer;

/**
 * The state of an optimizer in a legacy file: the number of steps, and the slots.
 *
 * <p>Keras 3 and tf.keras since 2.11 write the slots in the order of Keras 3; those before wrote one kind of slot after the
 * other, and SGD's even without momentum.
 */
final class LegacyOptimizer {
    private LegacyOptimizer() {}

    /** Returns what could not be restored. */
    static Optional<String> read(Model model, LegacyFile file) {
        Map<String, Array> saved = file.optimizer().arrays();
        if (saved.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = List.copyOf(saved.keySet());
        List<Array> arrays = new ArrayList<>(saved.values());
        boolean newer = base(names.get(0)).equals("iteration");
        boolean counted = arrays.get(0).rank() == 0;
        if (file.kerasVersion().startsWith("1") || file.backend().equals("theano")) {
            return Optional.of("optimizer state"); // its arrays are those of weights that are in another form now
        }
        Optimizer optimizer = model.optimizer();
        int first = 0;
        if (counted) {
            optimizer.iterations((long) arrays.get(0).item());
            first = 1;
        }
        if (newer && names.size() > 1 && base(names.get(1)).equals("learning_rate")) {
            if (optimizer.schedule() == null) {
                optimizer.setLearningRate(arrays.get(1).item());
            }
            first = 2;
        }
        List<Array> values = arrays.subList(first, arrays.size());
        return WeightReader.slots(model, newer ? values : byKind(model, values));
    }

    /** From one kind of slot after the other to the order of Keras 3; what the optimizer has no slots for is left out. */
    private static List<Array> byKind(Model model, List<Array> values) {
        Optimizer optimizer = model.optimizer();
        optimizer.build(model.trainableWeights());
        Map<String, List<Variable>> kinds = new LinkedHashMap<>();
        optimizer
                .variables()
                .forEach(v -> kinds.computeIfAbsent(kind(v, model), k -> new ArrayList<>())
                        .add(v));
        List<Variable> order =
                kinds.values().stream().flatMap(Collection::stream).toList();
        if (values.size() < order.size()) {
            return values;
        }
        return optimizer.variables().stream()
                .map(order::indexOf)
                .map(values::get)
                .toList();
    }

    /** {@code momentum} of {@code dense_kernel_momentum}, the slot of {@code dense/kernel}. */
    private static String kind(Variable slot, Model model) {
        return model.trainableWeights().stream()
                .map(w -> w.path().replace('/', '_') + "_")
                .filter(slot.name()::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(prefix -> slot.name().substring(prefix.length()))
                .orElse(slot.name());
    }

    /** {@code iter} of {@code Adam/iter:0}. */
    private static String base(String name) {
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
    }
}
