package jeras.tuner;

import java.util.List;

/** A value that is not searched for. */
record FixedValue(String name, Object value, List<Condition> conditions) implements HyperParameter, Declared {
    FixedValue {
        conditions = List.copyOf(conditions);
    }

    @Override
    public Object defaultValue() {
        return value;
    }

    @Override
    public List<Object> values() {
        return List.of(value);
    }

    @Override
    public Object toValue(double probability) {
        return value;
    }

    @Override
    public double toProbability(Object given) {
        return 0.5;
    }

    @Override
    public String toString() {
        return "Fixed(value=" + value + ")";
    }
}
