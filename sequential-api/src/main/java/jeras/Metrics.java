package jeras;

import java.util.Map;
import jeras.utils.Measured;
import jeras.utils.Suggestions;

/** What {@code evaluate} measured: the loss and the metrics by name. Prints like Python's dict. */
public final class Metrics {
    private final Measured measured;

    public Metrics(Map<String, Double> values) {
        this(Measured.of(values));
    }

    public Metrics(Measured measured) {
        this.measured = measured;
    }

    /** One value by its name, such as {@code "accuracy"}; the mean of those of a metric that has several. */
    public double get(String name) {
        Double value = asMap().get(name);
        if (value == null) {
            throw new InvalidArgumentException(Suggestions.unknown("metric", name, asMap().keySet()));
        }
        return value;
    }

    /** All values of a metric, usually one: an F1 score of each class, for example. */
    public double[] values(String name) {
        return measured.values("metric", name);
    }

    public double loss() {
        return get("loss");
    }

    public Map<String, Double> asMap() {
        return measured.numbers();
    }

    @Override
    public String toString() {
        return measured.toString();
    }
}
