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

    /** Arrays, and the names under which a map had them; no names else. */
    record Named(List<Array> arrays, List<String> names) {}

    /** One array, those of a list, or those of a map by name. */
    static Named named(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Named(
                    map.values().stream().map(Array::of).toList(),
                    map.keySet().stream().map(String::valueOf).toList());
        }
        return new Named(several(value), List.of());
    }

    /**
     * The batch with the inputs and targets that have names in the order of the model's.
     *
     * @param inputs the names of the model's inputs
     * @param outputs the names of the model's outputs
     */
    public static Batch ordered(Batch batch, List<String> inputs, List<String> outputs) {
        boolean isInOrder = batch.inputs().isEmpty() || batch.inputs().equals(inputs);
        if (isInOrder && (batch.outputs().isEmpty() || batch.outputs().equals(outputs))) {
            return batch;
        }
        return new Batch(
                isInOrder ? batch.x() : several(batch.xByName(), inputs, "input"),
                batch.outputs().isEmpty() ? batch.y() : several(byName(batch.outputs(), batch.y()), outputs, "output"),
                batch.sampleWeight().size() < 2 || batch.outputs().isEmpty()
                        ? batch.sampleWeight()
                        : several(byName(batch.outputs(), batch.sampleWeight()), outputs, "output"));
    }

    private static Map<String, Array> byName(List<String> names, List<Array> arrays) {
        Map<String, Array> byName = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), arrays.size()); i++) {
            byName.put(names.get(i), arrays.get(i));
        }
        return byName;
    }

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
