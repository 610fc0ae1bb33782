package jeras.layers;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jeras.metrics.Metric;
import jeras.utils.Naming;

/** Finds the layers that a user's layer or model holds in its fields, in the order of their declaration. */
final class Sublayers {
    /** Where the library's own layers and models live, which know their layers themselves; and where all classes end. */
    private static final Set<String> BASES = Set.of("jeras", "jeras.layers", "java.lang");

    private Sublayers() {}

    /**
     * @param used the layers that it has called; those that sit in no field come last
     */
    static List<Layer> of(Layer owner, Collection<Layer> used) {
        Set<Layer> found = new LinkedHashSet<>();
        fields(owner).values().forEach(value -> collect(value, found));
        found.addAll(used);
        found.remove(owner);
        return List.copyOf(found);
    }

    /** The metrics in the fields of a layer, and of those that it holds. */
    static Set<Metric> metrics(Layer owner) {
        Set<Metric> found = new LinkedHashSet<>();
        fields(owner).values().forEach(value -> {
            if (value instanceof Metric metric) {
                found.add(metric);
            } else if (value instanceof Collection<?> several) {
                several.stream().filter(Metric.class::isInstance).forEach(m -> found.add((Metric) m));
            }
        });
        owner.sublayers().forEach(layer -> found.addAll(metrics(layer)));
        return found;
    }

    /** True for a class of the user's own. */
    static boolean isOwn(Layer owner) {
        return !BASES.contains(owner.getClass().getPackageName());
    }

    /** The values of the fields in the order of their declaration, those of the classes above first. */
    private static Map<String, Object> fields(Layer owner) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> c = owner.getClass(); !BASES.contains(c.getPackageName()); c = c.getSuperclass()) {
            classes.add(0, c);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Class<?> c : classes) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && field.trySetAccessible()) {
                    try {
                        Object value = field.get(owner);
                        if (value != null) {
                            values.put(field.getName(), value);
                        }
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return values;
    }

    /**
     * The layers in the fields by the places that Keras's files give them: attributes in alphabetical order, private ones last;
     * lists with a place for each element. A model, and what calls layers that are in no field, has the list {@code layers} of
     * them all besides, at its place in the alphabet; the first place of a layer counts.
     */
    static Map<String, Layer> attributes(Layer owner, Collection<Layer> used, boolean model) {
        Map<String, Object> attributes = new TreeMap<>();
        fields(owner).forEach((field, value) -> {
            String name = Naming.snakeOption(field);
            attributes.put(name.startsWith("_") ? "~" + name : name, value);
        });
        if (model || !used.isEmpty()) {
            attributes.putIfAbsent("layers", of(owner, used));
        }
        Map<String, Layer> places = new LinkedHashMap<>();
        attributes.forEach((name, value) -> place(name.startsWith("~") ? name.substring(1) : name, value, places));
        Map<Layer, String> first = new LinkedHashMap<>();
        places.forEach((place, layer) -> first.putIfAbsent(layer, place));
        Map<String, Layer> parts = new LinkedHashMap<>();
        first.forEach((layer, place) -> parts.put(place, layer));
        return parts;
    }

    private static void place(String path, Object value, Map<String, Layer> places) {
        if (value instanceof Layer layer) {
            places.put(path, layer);
            return;
        }
        Collection<?> elements = value instanceof Collection<?> several
                ? several
                : value instanceof Map<?, ?> map
                        ? map.values()
                        : value instanceof Layer[] array ? List.of(array) : List.of();
        Map<String, Integer> names = new HashMap<>();
        for (Object element : elements) {
            String name = element instanceof Layer layer ? Naming.snakeCase(layer.className()) : "container";
            int before = names.merge(name, 1, Integer::sum) - 1;
            place(path + "/" + (before == 0 ? name : name + "_" + before), element, places);
        }
    }

    private static void collect(Object value, Set<Layer> found) {
        if (value instanceof Layer layer) {
            found.add(layer);
        } else if (value instanceof Collection<?> several) {
            several.forEach(v -> collect(v, found));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(v -> collect(v, found));
        } else if (value instanceof Layer[] array) {
            for (Layer layer : array) {
                collect(layer, found);
            }
        }
    }
}
