package jeras.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.History;
import jeras.Metrics;

/** How good a trained model is. */
public final class TrialResult {
    /** The logs of the epochs, or one entry without. */
    private final List<Map<String, Double>> epochs;
    /** The number of each of these epochs. */
    private final List<Integer> numbers;
    /** Whether it is a single number, which the objective gives a name. */
    private final boolean bare;

    private TrialResult(List<Map<String, Double>> epochs, List<Integer> numbers, boolean bare) {
        this.epochs = epochs;
        this.numbers = numbers;
        this.bare = bare;
    }

    /** The logs of the epoch that is best by the objective. */
    public static TrialResult of(History history) {
        List<Integer> numbers = history.epoch();
        List<Map<String, Double>> epochs = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            Map<String, Double> logs = new LinkedHashMap<>();
            for (Map.Entry<String, List<Double>> log : history.history().entrySet()) {
                // With validation after every few epochs some logs have fewer values; those stand at the end of so many
                // epochs.
                int each = Math.max(1, numbers.size() / log.getValue().size());
                if ((i + 1) % each == 0 && (i + 1) / each <= log.getValue().size()) {
                    logs.put(log.getKey(), log.getValue().get((i + 1) / each - 1));
                }
            }
            epochs.add(logs);
        }
        return new TrialResult(epochs, List.copyOf(numbers), false);
    }

    /** What {@code evaluate} has measured. */
    public static TrialResult of(Metrics metrics) {
        return of(metrics.asMap());
    }

    /** Measures by name, the objective's among them. */
    public static TrialResult of(Map<String, Double> measures) {
        return new TrialResult(List.of(Map.copyOf(measures)), List.of(0), false);
    }

    /** The value of the objective. */
    public static TrialResult of(double objective) {
        return new TrialResult(List.of(Map.of("", objective)), List.of(0), true);
    }

    /** One epoch of it. */
    record Best(int epoch, Map<String, Double> logs) {}

    /** The names of all measures. */
    List<String> names() {
        return epochs.stream().flatMap(e -> e.keySet().stream()).distinct().toList();
    }

    /** The epoch that is best by the objective; null when none has it. */
    Best best(Objective objective) {
        if (bare) {
            return new Best(0, Map.of(objective.name(), epochs.get(0).get("")));
        }
        Best best = null;
        double value = Double.NaN;
        for (int i = 0; i < epochs.size(); i++) {
            if (objective.isIn(epochs.get(i))) {
                double here = objective.value(epochs.get(i));
                if (Double.isNaN(value) || objective.isBetter(here, value)) {
                    best = new Best(numbers.get(i), objective.withValue(epochs.get(i)));
                    value = here;
                }
            }
        }
        return best;
    }
}
