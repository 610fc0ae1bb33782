package jeras.saving;

import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jeras.Array;

/** The inputs of models that go around, and how Python reads them. */
final class CircleData {
    private CircleData() {}

    static Array ramp(long... shape) {
        int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (i * 7 % 13 - 6) / 6f;
        }
        return Array.of(values, shape);
    }

    /** The first of each row is true. */
    static Array bits(long... shape) {
        int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % shape[shape.length - 1] == 0 || i % 3 != 0 ? 1 : 0;
        }
        return Array.of(values, shape).cast(DataType.BOOLEAN);
    }

    /** Two rows of seven, which end in padding. */
    static Array tokens() {
        return Array.of(new int[] {1, 5, 3, 8, 0, 0, 0, 2, 2, 4, 6, 7, 1, 0}, 2, 7);
    }

    /** Rows whose padding is at other places than that of {@link #tokens}. */
    static Array tokens2() {
        return Array.of(new int[] {1, 0, 3, 8, 2, 0, 0, 2, 0, 0, 6, 0, 1, 4}, 2, 7);
    }

    static void write(List<Array> arrays, Path file) throws IOException {
        JsonArray all = new JsonArray();
        for (Array array : arrays) {
            JsonObject json = new JsonObject();
            json.addProperty("type", jeras.utils.DataTypes.name(array.dataType()));
            JsonArray shape = new JsonArray();
            Arrays.stream(array.shape().getShape()).forEach(shape::add);
            JsonArray values = new JsonArray();
            if (array.dataType() == DataType.STRING) {
                Stream.of(array.toStringArray()).forEach(values::add);
            } else {
                Arrays.stream(array.cast("float64").toDoubleArray()).forEach(values::add);
            }
            json.add("shape", shape);
            json.add("values", values);
            all.add(json);
        }
        Files.writeString(file, all.toString());
    }
}
