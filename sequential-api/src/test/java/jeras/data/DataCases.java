package jeras.data;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jeras.KerasNumbers;

/** What {@code data_cases.py} has written. */
final class DataCases {
    private DataCases() {}

    static Stream<JsonObject> all(String prefix) {
        return KerasNumbers.cases("data.json").stream()
                .filter(c -> c.get("name").getAsString().startsWith(prefix));
    }

    static JsonObject one(String name) {
        return all(name)
                .filter(c -> c.get("name").getAsString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> strings(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    static int[] ints(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    /** A copy of a file of the tests' in a folder. */
    static Path copy(String name, Path folder) {
        try (InputStream in = DataCases.class.getResourceAsStream(name)) {
            Path file = folder.resolve(name);
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
