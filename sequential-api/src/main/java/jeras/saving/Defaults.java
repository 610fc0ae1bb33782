package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.layers.Layers;
import jeras.utils.Naming;
import jeras.utils.Records;

/**
 * The configuration that a layer has when it is told no more than it asks for: what its factory {@code of} makes.
 *
 * <p>The factories' parameters are named as the components of the configuration, which every layer's contract test sees to. So
 * Keras's defaults stand in one place, the layer, and a file that leaves arguments out is read right.
 */
final class Defaults {
    private Defaults() {}

    /** A configuration, and the names of the arguments that a file has told it already. */
    record Made<C extends Record>(C config, Set<String> told) {}

    static <C extends Record> Made<C> of(Layers.Entry<C> entry, JsonObject config, Where where) {
        List<Method> factories = Arrays.stream(entry.type().getMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getName().equals("of"))
                .sorted(Comparator.comparingInt(m -> -m.getParameterCount()))
                .toList();
        Map<String, RecordComponent> components = Arrays.stream(entry.config().getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        for (Method factory : factories) {
            Object[] arguments = Arrays.stream(factory.getParameters())
                    .map(p -> argument(p, components.get(p.getName()), config, where))
                    .toArray();
            if (!Arrays.asList(arguments).contains(null)) {
                C made = entry.config().cast(((KerasLayer<?, ?>) call(factory, arguments, where)).config());
                return new Made<>(
                        made,
                        Arrays.stream(factory.getParameters())
                                .filter(p -> !standsForBounds(p, components))
                                .map(p -> Naming.snakeOption(p.getName()))
                                .collect(Collectors.toSet()));
            }
        }
        for (Method factory : factories) {
            Made<C> made = withoutNumbers(entry, factory, components, config);
            if (made != null) {
                return made;
            }
        }
        String asked = factories.stream()
                .map(m -> Arrays.stream(m.getParameters())
                        .map(p -> Naming.snakeOption(p.getName()))
                        .collect(Collectors.joining(" and ")))
                .distinct()
                .collect(Collectors.joining(", or "));
        throw where.damaged(
                "the arguments " + asked + " of " + entry.type().getSimpleName(),
                config.keySet().stream().filter(k -> !k.equals("name")).toList().toString());
    }

    /** What a factory makes of no numbers at all, which stand for Keras's default; null when it has no such default. */
    private static <C extends Record> Made<C> withoutNumbers(
            Layers.Entry<C> entry, Method factory, Map<String, RecordComponent> components, JsonObject config) {
        boolean onlyNumbers = factory.getParameterCount() == 1 && factory.getParameterTypes()[0] == int[].class;
        if (!onlyNumbers || config.has(Naming.snakeOption(factory.getParameters()[0].getName()))) {
            return null;
        }
        try {
            KerasLayer<?, ?> layer = (KerasLayer<?, ?>) factory.invoke(null, (Object) new int[0]);
            RecordComponent told = components.get(factory.getParameters()[0].getName());
            boolean none = Records.get(layer.config(), told) instanceof List<?> list && list.isEmpty();
            return none ? null : new Made<>(entry.config().cast(layer.config()), Set.of());
        } catch (InvocationTargetException e) {
            return null; // it asks for numbers
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True for a single number where the configuration holds two, which are read from the file afterwards. */
    private static boolean standsForBounds(Parameter parameter, Map<String, RecordComponent> components) {
        return parameter.getType() == double.class
                && components.get(parameter.getName()).getType() == List.class;
    }

    /** The value for a parameter, or null when the file does not have one that fits. */
    private static Object argument(Parameter parameter, RecordComponent component, JsonObject config, Where where) {
        JsonElement json = config.get(Naming.snakeOption(parameter.getName()));
        if (component == null || json == null || json.isJsonNull()) {
            return null;
        }
        Class<?> type = parameter.getType();
        boolean list = component.getType() == List.class;
        if (!list && type != component.getType() && !component.getType().isAssignableFrom(type)) {
            return null;
        }
        Object value = ObjectReader.value(component.getGenericType(), json, where);
        if (list) {
            return type == List.class ? value : numbers(type, (List<?>) value);
        }
        return type.isPrimitive() || type.isInstance(value) ? value : null;
    }

    /** A list as factories take it: one number an axis, or a single number; bounds; layers. */
    private static Object numbers(Class<?> type, List<?> nested) {
        List<?> list = nested.stream()
                .flatMap(n -> n instanceof List<?> inner
                        ? inner.stream()
                        : Stream.of(n == null ? (Object) Integer.valueOf(-1) : n))
                .toList();
        if (type == Layer[].class && list.stream().allMatch(Layer.class::isInstance)) {
            return list.toArray(Layer[]::new);
        }
        if (!list.isEmpty() && list.stream().allMatch(Double.class::isInstance)) {
            double[] bounds = list.stream().mapToDouble(n -> (Double) n).toArray();
            return type == double[].class ? bounds : type == double.class ? (Object) bounds[bounds.length - 1] : null;
        }
        if (!list.stream().allMatch(Integer.class::isInstance)) {
            return null;
        }
        if (type == int.class) {
            return list.size() == 1 ? list.get(0) : null;
        }
        if (type == long[].class) {
            return list.stream().mapToLong(n -> (Integer) n).toArray();
        }
        return type == int[].class ? list.stream().mapToInt(n -> (Integer) n).toArray() : null;
    }

    private static Object call(Method factory, Object[] arguments, Where where) {
        try {
            return factory.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidArgumentException refused) {
                throw where.damaged(
                        "arguments that make sense", refused.getMessage().replace("\n", "\n            "));
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
