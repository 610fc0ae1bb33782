package jeras.callbacks;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.utils.Measured;
import jeras.utils.Suggestions;

/** The measures of a batch or an epoch by name. Those of a batch are fetched from the device only when they are looked at. */
public final class Logs {
    private final Supplier<Measured> source;
    private Measured values;

    public Logs(Supplier<Map<String, Double>> source) {
        this(source, Measured::of);
    }

    private <T> Logs(Supplier<T> source, Function<T, Measured> measured) {
        this.source = () -> measured.apply(source.get());
    }

    /** Logs of measures that may consist of several numbers. */
    public static Logs of(Supplier<Measured> source) {
        return new Logs(source, Function.identity());
    }

    /** One value, such as {@code "val_loss"}; the mean of those of a measure that has several. */
    public double get(String name) {
        Double value = asMap().get(name);
        if (value == null) {
            throw new InvalidArgumentException(Suggestions.unknown("log", name, asMap().keySet()));
        }
        return value;
    }

    /** All values of a measure, usually one. */
    public double[] values(String name) {
        return measured().values("log", name);
    }

    /** Adds a value, which callbacks that come later, the progress bar and the history see. */
    public void put(String name, double value) {
        values = measured().and("", Measured.of(Map.of(name, value)));
    }

    public boolean has(String name) {
        return asMap().containsKey(name);
    }

    public Set<String> names() {
        return asMap().keySet();
    }

    public Map<String, Double> asMap() {
        return measured().numbers();
    }

    /** The measures with all their values. */
    public Measured measured() {
        if (values == null) {
            values = source.get();
        }
        return values;
    }

    @Override
    public String toString() {
        return measured().toString();
    }
}
