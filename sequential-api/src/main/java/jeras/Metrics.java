package jeras;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import jeras.utils.Suggestions;

/** What {@code evaluate} measured: the loss and the metrics by name. Prints like Python's dict. */
public final class Metrics {
    private final Map<String, Double> values;

    public Metrics(Map<String, Double> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** One value by its name, such as {@code "accuracy"}. */
    public double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new InvalidArgumentException(Suggestions.unknown("metric", name, values.keySet()));
        }
        return value;
    }

    public double loss() {
        return get("loss");
    }

    public Map<String, Double> asMap() {
        return values;
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(e -> "'" + e.getKey() + "': " + e.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
