package jeras.tuner;

import java.util.List;

/** True or false. */
record BooleanSwitch(String name, boolean chosenDefault, List<Condition> conditions)
        implements HyperParameter, Declared {
    BooleanSwitch {
        conditions = List.copyOf(conditions);
    }

    @Override
    public Boolean defaultValue() {
        return chosenDefault;
    }

    @Override
    public List<Object> values() {
        return List.of(true, false);
    }

    @Override
    public Boolean toValue(double probability) {
        return probability >= 0.5;
    }

    @Override
    public double toProbability(Object value) {
        return (Boolean) value ? 0.75 : 0.25;
    }

    @Override
    public String toString() {
        return "Boolean(default=" + chosenDefault + ")";
    }
}
