package jeras.layers;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> c = owner.getClass(); !BASES.contains(c.getPackageName()); c = c.getSuperclass()) {
            classes.add(0, c);
        }
        for (Class<?> c : classes) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && field.trySetAccessible()) {
                    try {
                        collect(field.get(owner), found);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        found.addAll(used);
        found.remove(owner);
        return List.copyOf(found);
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
