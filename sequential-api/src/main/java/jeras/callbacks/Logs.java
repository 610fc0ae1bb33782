package jeras.callbacks;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.utils.Suggestions;

/** The measures of a batch or an epoch by name. Those of a batch are fetched from the device only when they are looked at. */
public final class Logs {
    private final Supplier<Map<String, Double>> source;
    private Map<String, Double> values;

    public Logs(Supplier<Map<String, Double>> source) {
        this.source = source;
    }

    /** One value, such as {@code "val_loss"}. */
    public double get(String name) {
        Double value = asMap().get(name);
        if (value == null) {
            throw new InvalidArgumentException(Suggestions.unknown("log", name, asMap().keySet()));
        }
        return value;
    }

    public boolean has(String name) {
        return asMap().containsKey(name);
    }

    public Set<String> names() {
        return asMap().keySet();
    }

    public Map<String, Double> asMap() {
        if (values == null) {
            values = source.get();
        }
        return values;
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
