package jeras.tuner;

import java.util.List;
import java.util.Map;

/**
 * When a hyperparameter counts: another one has one of some values.
 *
 * @param parent the name of the other one
 * @param values its values for which this counts
 */
record Condition(String parent, List<Object> values) {
    Condition {
        values = List.copyOf(values);
    }

    static boolean allHold(List<Condition> conditions, Map<String, Object> values) {
        return conditions.stream()
                .allMatch(c -> values.containsKey(c.parent) && c.values.contains(values.get(c.parent)));
    }
}
