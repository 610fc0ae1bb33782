package jeras.saving;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jeras.activations.Activation;
import jeras.activations.Activations;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.layers.HostLayer;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.losses.Loss;
import jeras.metrics.Metric;
import jeras.optimizers.LossScaleOptimizer;
import jeras.optimizers.Optimizer;
import jeras.regularizers.Regularizer;
import jeras.utils.Naming;

/**
 * From objects to the Java that makes equal ones: {@code Dense.of(16).activation("relu")}.
 *
 * <p>Nothing here knows a single class. A class's {@code of} methods and options are called with the arguments that are to be
 * written, and what comes out is held against the original: an expression that is returned has been tried.
 */
final class JavaValues {
    /** Kinds of objects that an id can stand for, with the method that makes one. */
    private static final List<Class<?>> NAMED =
            List.of(Activation.class, Initializer.class, Regularizer.class, Constraint.class);

    /** Full names of the classes that are imported, by their simple names. */
    private final Map<String, String> imports = new TreeMap<>();

    /** A Java expression and its value. */
    record Expression(String text, Object value) {}

    /** The full names of the classes that the expressions so far mention, and of some that were only tried. */
    List<String> imports() {
        return imports.values().stream().sorted().toList();
    }

    /** A class's simple name, which is imported; its full name where another class has that simple name already. */
    String name(Class<?> type) {
        String full = type.getCanonicalName();
        return full.equals(imports.computeIfAbsent(type.getSimpleName(), n -> full)) ? type.getSimpleName() : full;
    }

    /** The shortest expression that makes an equal object; empty when there is none. */
    Optional<Expression> expression(Object object) {
        if (object instanceof LossScaleOptimizer scaling) {
            return expression(scaling.innerOptimizer()).map(inner -> scaling(scaling, inner));
        }
        Map<String, Object> wanted = JavaProperties.of(object);
        Expression best = null;
        for (Method factory : object.getClass().getMethods()) {
            boolean makes = factory.getName().equals("of")
                    && Modifier.isStatic(factory.getModifiers())
                    && factory.getReturnType() == object.getClass();
            if (!makes) {
                continue;
            }
            List<Object> values = new ArrayList<>(wanted.values());
            for (List<Expression> arguments : arguments(factory, values)) {
                Expression made = call(name(object.getClass()), null, factory, arguments)
                        .flatMap(start -> options(start, wanted))
                        .orElse(null);
                best = shorter(best, made);
            }
        }
        return Optional.ofNullable(best);
    }

    /** The shorter of two expressions, each null for none; of equally long ones always the same. */
    private static Expression shorter(Expression a, Expression b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        int order = Integer.compare(a.text.length(), b.text.length());
        return (order == 0 ? a.text.compareTo(b.text) : order) <= 0 ? a : b;
    }

    /** Adds the options in which an object still differs from the wanted arguments. */
    private Optional<Expression> options(Expression start, Map<String, Object> wanted) {
        Expression now = start;
        for (Map.Entry<String, Object> argument : wanted.entrySet()) {
            Object is = JavaProperties.of(now.value).get(argument.getKey());
            if (JavaProperties.same(is, argument.getValue())) {
                continue;
            }
            Optional<Expression> next = option(now, argument.getKey(), argument.getValue());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            now = next.get();
        }
        return Optional.of(now);
    }

    private Optional<Expression> option(Expression on, String name, Object wanted) {
        Expression best = null;
        for (Method method : on.value.getClass().getMethods()) {
            for (List<Expression> arguments : optionArguments(method, name, wanted)) {
                Expression made = call(on.text, on.value, method, arguments)
                        .filter(e -> e.value.getClass() == on.value.getClass())
                        .filter(e ->
                                JavaProperties.same(JavaProperties.of(e.value).get(name), wanted))
                        .orElse(null);
                best = shorter(best, made);
            }
        }
        return Optional.ofNullable(best);
    }

    /** The ways to tell an option by a method: by name, and what is not there by "none" or by a name like withoutIt. */
    private List<List<Expression>> optionArguments(Method method, String name, Object wanted) {
        int count = method.getParameterCount();
        if (wanted == null && count == 0) {
            return method.getName().startsWith("without") ? List.of(List.of()) : List.of();
        } else if (!method.getName().equals(JavaProperties.option(name)) || count == 0) {
            return List.of();
        } else if (wanted == null) {
            boolean text = count == 1 && method.getParameterTypes()[0] == String.class;
            return text ? List.of(List.of(new Expression(quoted("none"), "none"))) : List.of();
        } else if (count == 1) {
            return arguments(method, List.of(wanted));
        }
        return wanted instanceof List<?> list
                        && list.size() == count
                        && list.stream().noneMatch(Objects::isNull)
                ? arguments(method, List.copyOf(list))
                : List.of();
    }

    /** Calls a method to see what it makes; empty when it refuses the arguments. */
    private static Optional<Expression> call(String on, Object target, Method method, List<Expression> arguments) {
        try {
            Object value = method.invoke(
                    target, arguments.stream().map(Expression::value).toArray());
            String text = arguments.stream().map(Expression::text).collect(Collectors.joining(", "));
            return Optional.of(new Expression(on + "." + method.getName() + "(" + text + ")", value));
        } catch (InvocationTargetException | IllegalAccessException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The ways to give the first of these values to a method. */
    private List<List<Expression>> arguments(Method method, List<Object> values) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length > values.size()) {
            return List.of();
        }
        List<List<Expression>> all = List.of(List.of());
        for (int i = 0; i < types.length; i++) {
            boolean spread = method.isVarArgs() && i == types.length - 1;
            List<Expression> candidates = candidates(values.get(i), types[i], spread);
            List<List<Expression>> longer = new ArrayList<>();
            for (List<Expression> start : all) {
                for (Expression candidate : candidates) {
                    List<Expression> one = new ArrayList<>(start);
                    one.add(candidate);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }

    /** The expressions of a parameter's type that may stand for a value. */
    private List<Expression> candidates(Object value, Class<?> type, boolean spread) {
        List<Expression> found = new ArrayList<>();
        if (value == null) {
            return found;
        }
        if (type.isArray()) {
            elements(value, type.getComponentType()).ifPresent(all -> {
                if (spread && all.size() > 1 && all.stream().distinct().count() == 1) {
                    array(all.subList(0, 1), type, true).ifPresent(found::add);
                }
                array(all, type, spread).ifPresent(found::add);
            });
        } else if (type == String.class && NAMED.stream().anyMatch(n -> n.isInstance(value))) {
            id(value).ifPresent(id -> found.add(new Expression(quoted(id), id)));
        } else if (type == List.class && value instanceof List<?> list) {
            list(list).ifPresent(found::add);
            if (!list.isEmpty() && list.stream().allMatch(Long.class::isInstance)) {
                list(list.stream().map(n -> ((Long) n).intValue()).toList()).ifPresent(found::add);
            }
        } else if (type.isPrimitive() && value instanceof List<?> list) {
            // One number may stand for several; what it does not stand for, options tell afterwards.
            list.stream().distinct().forEach(item -> found.addAll(candidates(item, type, false)));
        } else {
            scalar(value, type)
                    .or(() -> type.isInstance(value) ? object(value) : Optional.empty())
                    .ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Expression> scalar(Object value, Class<?> type) {
        if (type == String.class && value instanceof String text) {
            return Optional.of(new Expression(quoted(text), text));
        } else if (type == boolean.class && value instanceof Boolean) {
            return Optional.of(new Expression(value.toString(), value));
        } else if (type == int.class && value instanceof Number n && n.doubleValue() == n.intValue()) {
            return Optional.of(new Expression(n.intValue() + "", n.intValue()));
        } else if (type == long.class && value instanceof Number n && n.doubleValue() == n.longValue()) {
            String text = n.longValue() == n.intValue() ? n.longValue() + "" : n.longValue() + "L";
            return Optional.of(new Expression(text, n.longValue()));
        } else if (type == double.class && value instanceof Number n) {
            return Optional.of(new Expression(number(n.doubleValue()), n.doubleValue()));
        }
        return Optional.empty();
    }

    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e6 ? String.valueOf((long) value) : value + "";
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c >= ' ' && c < 127) {
                        quoted.append((char) c);
                    } else {
                        quoted.append(String.format("\\u%04x", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** The id that stands for an activation, initializer, regularizer or constraint with its default arguments. */
    private static Optional<String> id(Object value) {
        if (value instanceof Activation activation) {
            return Activations.id(activation);
        }
        String id = Naming.snakeCase(value.getClass().getSimpleName());
        for (Class<?> kind : NAMED) {
            if (kind.isInstance(value)) {
                try {
                    Object made = kind.getMethod("of", String.class).invoke(null, id);
                    return made.equals(value) ? Optional.of(id) : Optional.empty();
                } catch (ReflectiveOperationException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Expression> object(Object value) {
        if (value instanceof List<?> list) {
            return list(list);
        } else if (value instanceof Shape shape) {
            String axes =
                    Arrays.stream(shape.getShape()).mapToObj(Long::toString).collect(Collectors.joining(", "));
            return Optional.of(new Expression("new " + name(Shape.class) + "(" + axes + ")", shape));
        } else if (value instanceof DataType type) {
            return Optional.of(new Expression(name(DataType.class) + "." + type.name(), type));
        } else if (value instanceof String || value instanceof Boolean) {
            return scalar(value, value instanceof String ? String.class : boolean.class);
        } else if (value instanceof Integer i) {
            return Optional.of(new Expression(i.toString(), i));
        } else if (value instanceof Long n) {
            return Optional.of(new Expression(n + "L", n));
        } else if (value instanceof Double d) {
            // A list of Double takes no int.
            return Optional.of(new Expression(d.isInfinite() ? number(d) : d.toString(), d));
        } else if (value instanceof Map<?, ?> map) {
            return map(map);
        } else if (value instanceof jeras.Array array) {
            return array(array);
        } else if (value instanceof Layer layer) {
            return layer instanceof KerasLayer<?, ?> known ? layer(known) : Optional.empty();
        }
        boolean known = value instanceof Record
                || value instanceof Loss
                || value instanceof Metric
                || value instanceof Optimizer;
        return known ? expression(value) : Optional.empty();
    }

    private Expression scaling(LossScaleOptimizer scaling, Expression inner) {
        String text = name(LossScaleOptimizer.class) + ".of(" + inner.text + ")";
        text += scaling.initialScale() == 0x1p15 ? "" : ".initialScale(" + number(scaling.initialScale()) + ")";
        text += scaling.dynamicGrowthSteps() == 2000 ? "" : ".dynamicGrowthSteps(" + scaling.dynamicGrowthSteps() + ")";
        return new Expression(text, scaling);
    }

    /** A layer that is an argument of another one, with the name and the frozen weights that it was given. */
    private Optional<Expression> layer(KerasLayer<?, ?> layer) {
        boolean named = layer.name() != null && !layer.name().equals(Naming.snakeCase(layer.className()));
        String frozen = (layer.isTrainable() ? "" : ".trainable(false)") + dtype(layer);
        return expression(layer)
                .map(e -> new Expression(
                        e.text + (named ? ".name(" + quoted(layer.name()) + ")" : "") + frozen, e.value));
    }

    /** The option for data types that are not those of a new layer. */
    static String dtype(Layer layer) {
        String policy = layer.dtypePolicy().name();
        return layer instanceof HostLayer || policy.equals("float32") ? "" : ".dtype(" + quoted(policy) + ")";
    }

    private Optional<Expression> array(jeras.Array array) {
        if (array.dataType() != DataType.FLOAT64) {
            return Optional.empty();
        }
        String values =
                Arrays.stream(array.toDoubleArray()).mapToObj(Double::toString).collect(Collectors.joining(", "));
        String axes =
                Arrays.stream(array.shape().getShape()).mapToObj(n -> ", " + n).collect(Collectors.joining());
        String text = name(jeras.Array.class) + ".of(new double[] {" + values + "}" + axes + ")";
        return array.rank() == 0 ? Optional.empty() : Optional.of(new Expression(text, array));
    }

    private Optional<Expression> map(Map<?, ?> map) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
            Optional<Expression> key = object(entry.getKey());
            Optional<Expression> value = object(entry.getValue());
            if (key.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            pairs.add(key.get().text + ", " + value.get().text);
        }
        return Optional.of(new Expression(name(Map.class) + ".of(" + String.join(", ", pairs) + ")", map));
    }

    private Optional<Expression> list(List<?> list) {
        List<Expression> items = new ArrayList<>();
        for (Object item : list) {
            Optional<Expression> one = item == null ? Optional.empty() : object(item);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            items.add(one.get());
        }
        String text = items.stream().map(Expression::text).collect(Collectors.joining(", "));
        return Optional.of(new Expression(
                name(List.class) + ".of(" + text + ")",
                items.stream().map(Expression::value).toList()));
    }

    /** The elements of a value that is given to an array, lists in lists laid out flat. */
    private Optional<List<Expression>> elements(Object value, Class<?> type) {
        List<Expression> all = new ArrayList<>();
        if (value instanceof jeras.Array array && type == double.class && array.rank() < 2) {
            return elements(Arrays.stream(array.toDoubleArray()).boxed().toList(), type);
        }
        if (value instanceof Collection<?> items) {
            for (Object item : items) {
                // Among lengths -1 stands for any.
                Object given =
                        item == null && (type == int.class || type == long.class) ? (Object) Integer.valueOf(-1) : item;
                Optional<List<Expression>> inner = given == null ? Optional.empty() : elements(given, type);
                if (inner.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(inner.get());
            }
            return Optional.of(all);
        }
        return scalar(value, type)
                .or(() -> type.isInstance(value) ? object(value) : Optional.empty())
                .map(List::of);
    }

    private Optional<Expression> array(List<Expression> elements, Class<?> type, boolean spread) {
        Object array = Array.newInstance(type.getComponentType(), elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i).value);
        }
        String items = elements.stream().map(Expression::text).collect(Collectors.joining(", "));
        String text = spread ? items : "new " + type.getComponentType().getSimpleName() + "[] {" + items + "}";
        return Optional.of(new Expression(text, array));
    }
}
