package jeras.tuner;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the scripts in {@code src/test/python} have written. */
final class Fixtures {
    private Fixtures() {}

    static JsonElement read(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            return JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonElement> list(JsonElement json) {
        return StreamSupport.stream(json.getAsJsonArray().spliterator(), false).toList();
    }

    static double[] numbers(JsonElement json) {
        return list(json).stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    static double[][] rows(JsonElement json) {
        return list(json).stream().map(Fixtures::numbers).toArray(double[][]::new);
    }
}
