package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import jeras.Array;
import jeras.initializers.Initializer;
import jeras.utils.Naming;
import jeras.utils.Records;

/** Reads what Keras wrote for the tests of layers: configurations, shapes and arrays. */
final class KerasJson {
    private KerasJson() {}

    static JsonElement resource(String name) {
        try (InputStream in = KerasJson.class.getResourceAsStream(name)) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The layer of the catalogue with this configuration; initializers are left at zeros. */
    static KerasLayer<?, ?> layer(String className, JsonObject config) {
        return make(Layers.entry(className), config);
    }

    private static <C extends Record> KerasLayer<?, C> make(Layers.Entry<C> entry, JsonObject config) {
        Object[] values = Arrays.stream(entry.config().getRecordComponents())
                .map(c -> value(c, config.get(snake(c.getName()))))
                .toArray();
        return entry.make(Records.make(entry.config(), values));
    }

    private static Object value(RecordComponent component, JsonElement json) {
        return component.getType() == Initializer.class ? Initializer.of("zeros") : plain(component, json);
    }

    /** The value of a component that is neither an initializer nor a penalty. */
    static Object plain(RecordComponent component, JsonElement json) {
        return plain(component.getGenericType(), json);
    }

    private static Object plain(Type type, JsonElement json) {
        if (type instanceof ParameterizedType list && json != null && !json.isJsonNull()) {
            return list(list.getActualTypeArguments()[0], json);
        }
        return plain(type instanceof ParameterizedType list ? (Class<?>) list.getRawType() : (Class<?>) type, json);
    }

    private static Object plain(Class<?> type, JsonElement json) {
        if (json == null || json.isJsonNull()) {
            return null;
        }
        if (type == jeras.activations.Activation.class) {
            return jeras.activations.Activation.of(json.getAsString());
        }
        if (type == boolean.class) {
            return json.getAsBoolean();
        }
        if (type == double.class || type == Double.class) {
            return json.getAsDouble();
        }
        if (type == Long.class || type == long.class) {
            return json.getAsLong();
        }
        if (type == Array.class) {
            return Array.of(nested(json));
        }
        if (type == Object.class) {
            return any(json);
        }
        return type == String.class ? json.getAsString() : (Object) json.getAsInt();
    }

    private static Object nested(JsonElement json) {
        return json.isJsonArray()
                ? json.getAsJsonArray().asList().stream().map(KerasJson::nested).toList()
                : (Object) json.getAsDouble();
    }

    private static Object any(JsonElement json) {
        if (json.isJsonArray()) {
            return json.getAsJsonArray().asList().stream().map(KerasJson::any).toList();
        }
        return json.getAsJsonPrimitive().isNumber() ? (Object) json.getAsLong() : json.getAsString();
    }

    private static List<?> list(Type element, JsonElement json) {
        if (!json.isJsonArray()) {
            return List.of(plain(element, json));
        }
        List<Object> list = new ArrayList<>();
        json.getAsJsonArray().forEach(e -> list.add(plain(element, e)));
        return Collections.unmodifiableList(list);
    }

    static String snake(String camel) {
        return Naming.snakeOption(camel);
    }

    /** A shape in which null stands for an unknown length. */
    static Shape shape(JsonElement json) {
        List<Long> dims = new ArrayList<>();
        json.getAsJsonArray().forEach(d -> dims.add(d.isJsonNull() ? -1 : d.getAsLong()));
        return new Shape(dims);
    }

    static Shape shapeOf(JsonElement array) {
        return shape(array.getAsJsonObject().get("shape"));
    }

    static float[] floats(JsonElement array) {
        List<JsonElement> values =
                array.getAsJsonObject().get("values").getAsJsonArray().asList();
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).getAsFloat();
        }
        return floats;
    }

    static boolean[] booleans(JsonElement array) {
        List<JsonElement> values =
                array.getAsJsonObject().get("values").getAsJsonArray().asList();
        boolean[] booleans = new boolean[values.size()];
        for (int i = 0; i < booleans.length; i++) {
            booleans[i] = values.get(i).getAsBoolean();
        }
        return booleans;
    }

    static Array array(JsonElement array) {
        float[] values = floats(array);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return Array.wrap(bytes, shapeOf(array), DataType.FLOAT32);
    }

    static float[] floats(Array array) {
        float[] values = new float[(int) array.shape().size()];
        array.bytes().asFloatBuffer().get(values);
        return values;
    }
}
