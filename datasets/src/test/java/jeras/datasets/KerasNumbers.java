package jeras.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that {@code dataset_files.py} wrote, and what Keras made of them. */
final class KerasNumbers {
    private KerasNumbers() {}

    static Path file(String name) {
        try {
            return Path.of(KerasNumbers.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static JsonElement json(String name) {
        try (Reader in = new InputStreamReader(KerasNumbers.class.getResourceAsStream(name), UTF_8)) {
            return JsonParser.parseReader(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int[] ints(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    static int[][] rows(JsonElement arrays) {
        List<int[]> rows = new ArrayList<>();
        for (JsonElement row : (JsonArray) arrays) {
            rows.add(ints(row));
        }
        return rows.toArray(int[][]::new);
    }
}
