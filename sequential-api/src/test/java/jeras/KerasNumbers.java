package jeras;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jeras.backend.Backend;
import jeras.backend.Program;
import jeras.ops.Placeholder;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** Cases that Keras has written: their arrays, options and expected numbers. */
public final class KerasNumbers {
    private KerasNumbers() {}

    /** One test for each case of a file. */
    public static Stream<DynamicTest> tests(String file, Consumer<JsonObject> test) {
        return cases(file).stream()
                .map(c -> DynamicTest.dynamicTest(c.get("name").getAsString(), () -> test.accept(c)));
    }

    public static List<JsonObject> cases(String file) {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(KerasNumbers.class.getResourceAsStream("/keras/" + file)),
                StandardCharsets.UTF_8)) {
            return objects(JsonParser.parseReader(reader).getAsJsonArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    public static double[] numbers(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    /** A parameter for an array of the case whose batch is unknown; empty when the case has no such array. */
    public static Optional<Placeholder> placeholder(JsonObject c, String name) {
        if (!c.has(name)) {
            return Optional.empty();
        }
        long[] dims = shape(c.getAsJsonObject(name)).getShape().clone();
        dims[0] = -1;
        return Optional.of(new Placeholder(name, new Shape(dims), type(c.getAsJsonObject(name))));
    }

    /** An array of the case on the heap, of strings or numbers. */
    public static Array array(JsonObject array) {
        long[] dims = shape(array).getShape();
        JsonArray values = array.getAsJsonArray("values");
        return switch (array.get("type").getAsString()) {
            case "string" ->
                Array.of(values.asList().stream().map(JsonElement::getAsString).toArray(String[]::new), dims);
            case "int64" ->
                Array.of(
                        values.asList().stream()
                                .mapToLong(JsonElement::getAsLong)
                                .toArray(),
                        dims);
            default -> Array.of(floats(numbers(values)), dims);
        };
    }

    public static Shape shape(JsonObject array) {
        return new Shape(Arrays.stream(numbers(array.get("shape")))
                .mapToLong(d -> (long) d)
                .toArray());
    }

    private static DataType type(JsonObject array) {
        return switch (array.get("type").getAsString()) {
            case "int32" -> DataType.INT32;
            case "bool" -> DataType.BOOLEAN;
            default -> DataType.FLOAT32;
        };
    }

    /** What a function of a program returns for these arrays. */
    public static List<double[]> call(Program program, String function, List<JsonObject> arrays, double... scalars) {
        try (NDManager scope = Backend.scope()) {
            List<NDArray> inputs = new ArrayList<>();
            for (JsonObject array : arrays) {
                float[] values = floats(numbers(array.get("values")));
                inputs.add(scope.create(values, shape(array)).toType(type(array), false));
            }
            for (double scalar : scalars) {
                inputs.add(scope.create(scalar));
            }
            try (NDList outputs = program.call(function, inputs, false)) {
                return outputs.stream().map(KerasNumbers::doubles).toList();
            }
        }
    }

    private static double[] doubles(NDArray array) {
        if (array.getDataType() == DataType.INT32) {
            return Arrays.stream(array.toIntArray()).asDoubleStream().toArray();
        }
        double[] values = new double[(int) array.size()];
        float[] floats = array.toFloatArray();
        Arrays.setAll(values, i -> floats[i]);
        return values;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** The thing with the options of the case, each called by its name. */
    @SuppressWarnings("unchecked")
    public static <T> T with(T thing, JsonObject options) {
        Object result = thing;
        for (String option : options.keySet()) {
            result = call(result, option, options.get(option));
        }
        return (T) result;
    }

    private static Object call(Object thing, String option, JsonElement value) {
        for (Method method : thing.getClass().getMethods()) {
            boolean none = value.isJsonNull();
            String name =
                    none ? "without" + option.substring(0, 1).toUpperCase(Locale.ROOT) + option.substring(1) : option;
            if (method.getName().equals(name) && method.getParameterCount() == (none ? 0 : 1) && !method.isBridge()) {
                Object[] arguments =
                        none ? new Object[0] : new Object[] {argument(method.getParameterTypes()[0], value)};
                if (none || arguments[0] != null) {
                    return invoke(thing, method, arguments);
                }
            }
        }
        throw new IllegalArgumentException(thing + " has no option " + option);
    }

    /** The value as a parameter's type; null when it is of another kind. */
    private static Object argument(Class<?> type, JsonElement value) {
        if (value.isJsonArray() && type == String[].class) {
            return value.getAsJsonArray().asList().stream()
                    .map(JsonElement::getAsString)
                    .toArray(String[]::new);
        }
        if (type == double[].class || type == int[].class) {
            double[] all = value.isJsonArray() ? numbers(value) : new double[] {value.getAsDouble()};
            return type == double[].class
                    ? all
                    : Arrays.stream(all).mapToInt(d -> (int) d).toArray();
        }
        if (!value.isJsonPrimitive()) {
            return null;
        }
        JsonPrimitive p = value.getAsJsonPrimitive();
        if (p.isString()) {
            return type == String.class ? p.getAsString() : null;
        }
        if (p.isBoolean()) {
            return type == boolean.class ? (Object) p.getAsBoolean() : null;
        }
        return type == int.class ? (Object) p.getAsInt() : type == double.class ? (Object) p.getAsDouble() : null;
    }

    private static Object invoke(Object thing, Method method, Object... arguments) {
        try {
            return method.invoke(thing, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** That numbers agree up to {@code relative} of the expected one, plus {@code absolute}. */
    public static void assertClose(String what, double[] actual, double[] expected, double relative, double absolute) {
        DoubleBinaryOperator excess = (a, e) -> Math.abs(a - e) - (relative * Math.abs(e) + absolute);
        Assertions.assertThat(actual).as(what).hasSameSizeAs(expected);
        double worst = Double.NEGATIVE_INFINITY;
        int at = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = excess.applyAsDouble(actual[i], expected[i]);
            if (!(difference <= worst)) {
                worst = difference;
                at = i;
            }
        }
        boolean close = DoubleStream.of(worst).allMatch(w -> w <= 0);
        if (!close) {
            Assertions.fail(what + " [" + at + "]: expected " + expected[at] + " but was " + actual[at] + "\n  all: "
                    + Arrays.toString(actual) + "\n  expected: " + Arrays.toString(expected));
        }
    }
}
