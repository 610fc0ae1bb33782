package jeras.utils;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Generic work on records, so that configurations need no hand-written copies. */
public final class Records {
    private Records() {}

    /** A copy with one component changed. */
    public static <R extends Record> R with(R record, String component, Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean found = false;
        for (int i = 0; i < components.length; i++) {
            boolean here = components[i].getName().equals(component);
            values[i] = here ? value : get(record, components[i]);
            found |= here;
        }
        if (!found) {
            throw new IllegalArgumentException(record.getClass() + " has no component " + component);
        }
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) record.getClass();
        return make(type, values);
    }

    /** The record of those components that another kind of record has too, by their names. */
    public static <P extends Record> P part(Record whole, Class<P> type) {
        Map<String, RecordComponent> components = Arrays.stream(whole.getClass().getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        return make(
                type,
                Arrays.stream(type.getRecordComponents())
                        .map(c -> get(whole, components.get(c.getName())))
                        .toArray());
    }

    /** The value of a component. */
    public static Object get(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record made by its canonical constructor; what that throws comes through as it is. */
    public static <R extends Record> R make(Class<R> type, Object... values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
