package jeras.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** Turns what users give for inputs and targets into lists of arrays. */
public final class Inputs {
    private Inputs() {}

    /** One array, or those of a list of arrays or nested Java arrays (one an input). */
    public static List<Array> several(Object value) {
        if (value instanceof List<?> list
                && !list.isEmpty()
                && list.stream().noneMatch(Number.class::isInstance)
                && list.stream().noneMatch(Boolean.class::isInstance)
                && list.stream().noneMatch(String.class::isInstance)
                && list.stream().noneMatch(List.class::isInstance)) {
            return list.stream().map(Array::of).toList();
        }
        return List.of(Array.of(value));
    }

    /** As {@link #several}, or the arrays of a map in the order of the names. */
    public static List<Array> several(Object value, List<String> names, String what) {
        if (!(value instanceof Map<?, ?> map)) {
            return several(value);
        }
        Map<Object, Object> rest = new LinkedHashMap<>(map);
        List<Array> arrays = new ArrayList<>();
        for (String name : names) {
            Object array = rest.remove(name);
            if (array == null) {
                throw new InvalidArgumentException(JerasException.message(
                        "The " + what + " named \"" + name + "\" is missing.",
                        "a map with the names " + names,
                        map.keySet().toString(),
                        "add it to the map"));
            }
            arrays.add(Array.of(array));
        }
        if (!rest.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The map of " + what + "s names something that the model does not have.",
                    names.toString(),
                    rest.keySet().toString(),
                    "take it out of the map, or rename it"));
        }
        return arrays;
    }

    /** The number of samples, which all arrays must share. */
    public static int samples(Batch data) {
        int n = -1;
        for (List<Array> part : List.of(data.x(), data.y(), data.sampleWeight())) {
            for (Array array : part) {
                if (array.rank() == 0) {
                    throw new ShapeMismatchException(JerasException.message(
                            "Data must have a first axis, along which the samples lie.",
                            "at least one axis",
                            "a single number",
                            "give an array with one row a sample"));
                }
                int length = (int) array.shape().get(0);
                if (n >= 0 && length != n) {
                    throw new ShapeMismatchException(JerasException.message(
                            "Inputs, targets and sample weights must have equally many samples.",
                            n + ", as the first input has",
                            length + " in another",
                            "give one target, and one weight, for each sample"));
                }
                n = length;
            }
        }
        return n;
    }
}
