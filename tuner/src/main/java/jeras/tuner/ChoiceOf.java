package jeras.tuner;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** One of some values of one kind. */
record ChoiceOf(String name, List<Object> values, boolean ordered, Object chosenDefault, List<Condition> conditions)
        implements HyperParameter, Declared {
    private static final Set<Class<?>> KINDS = Set.of(Integer.class, Double.class, Boolean.class, String.class);

    ChoiceOf {
        values = List.copyOf(values);
        conditions = List.copyOf(conditions);
        Set<Class<?>> kinds = values.stream().<Class<?>>map(Object::getClass).collect(Collectors.toSet());
        if (kinds.size() != 1 || !KINDS.containsAll(kinds)) {
            throw refused(name, "one or more texts, ints, doubles or booleans, all of one kind", values.toString());
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw refused(name, "different values", values.toString());
        }
        if (!values.contains(chosenDefault)) {
            throw refused(name, "a default that is one of " + values, String.valueOf(chosenDefault));
        }
        if (ordered && !(values.get(0) instanceof Number)) {
            throw refused(name, "numbers where ordered(true) is told", values.toString());
        }
    }

    private static InvalidArgumentException refused(String name, String expected, String received) {
        return new InvalidArgumentException(JerasException.message(
                "The choice \"" + name + "\" cannot be made.", expected, received, "correct the values"));
    }

    @Override
    public Object defaultValue() {
        return chosenDefault;
    }

    @Override
    public Object toValue(double probability) {
        return values.get(Sampling.indexAt(probability, values.size()));
    }

    @Override
    public double toProbability(Object value) {
        return Sampling.placeOf(values.indexOf(value), values.size());
    }

    @Override
    public String toString() {
        return "Choice(values=" + values + ", ordered=" + ordered + ", default=" + chosenDefault + ")";
    }
}
