package jeras.utils;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import jeras.InvalidArgumentException;

/**
 * What was measured, by name: a number each. A measure may consist of several numbers, as an F1 score of each class does; its number
 * is then their mean, which is also what progress lines show.
 *
 * @param numbers all measures
 * @param several the numbers of those that consist of several
 */
public record Measured(Map<String, Double> numbers, Map<String, double[]> several) {
    public Measured {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        several = Collections.unmodifiableMap(new LinkedHashMap<>(several));
    }

    /** Measures of one number each. */
    public static Measured of(Map<String, Double> numbers) {
        return new Measured(numbers, Map.of());
    }

    /** Measures by all their numbers. */
    public static Measured ofAll(Map<String, double[]> values) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Map<String, double[]> several = new LinkedHashMap<>();
        values.forEach((name, v) -> {
            numbers.put(name, Arrays.stream(v).sum() / v.length);
            if (v.length > 1) {
                several.put(name, v.clone());
            }
        });
        return new Measured(numbers, several);
    }

    /**
     * The numbers of a measure, usually one.
     *
     * @param what the kind of thing that the name is of, for the message
     */
    public double[] values(String what, String name) {
        Double number = numbers.get(name);
        if (number == null) {
            throw new InvalidArgumentException(Suggestions.unknown(what, name, numbers.keySet()));
        }
        double[] all = several.get(name);
        return all == null ? new double[] {number} : all.clone();
    }

    /** These and others, whose names get a prefix. */
    public Measured and(String prefix, Measured others) {
        Map<String, Double> allNumbers = new LinkedHashMap<>(numbers);
        Map<String, double[]> allSeveral = new LinkedHashMap<>(several);
        others.numbers.forEach((name, value) -> allNumbers.put(prefix + name, value));
        others.several.forEach((name, value) -> allSeveral.put(prefix + name, value));
        return new Measured(allNumbers, allSeveral);
    }

    /** As Python prints a dict. */
    @Override
    public String toString() {
        return numbers.entrySet().stream()
                .map(e -> "'" + e.getKey() + "': "
                        + (several.containsKey(e.getKey())
                                ? Arrays.toString(several.get(e.getKey()))
                                : e.getValue().toString()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
