package jeras.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import jeras.FileFormatException;
import jeras.JerasException;

/** Reads the words of a data set of texts: JSON, one object from word to index. */
final class WordIndex {
    /** The most bytes that a word index may have. */
    static final long LARGEST = 50_000_000;

    private WordIndex() {}

    static Map<String, Integer> read(Path file) {
        try (Reader text = new InputStreamReader(new BoundedInput(Files.newInputStream(file), LARGEST), UTF_8);
                JsonReader json = new JsonReader(text)) {
            Map<String, Integer> index = new LinkedHashMap<>();
            json.beginObject();
            while (json.hasNext()) {
                index.put(json.nextName(), json.nextInt());
            }
            json.endObject();
            return Collections.unmodifiableMap(index);
        } catch (IOException | IllegalStateException | NumberFormatException | JsonParseException e) {
            throw new FileFormatException(
                    JerasException.message(
                            file + " is no word index.",
                            "a JSON object from words to whole numbers",
                            JsonErrors.reason(e),
                            "fetch it again if it was damaged"),
                    e);
        }
    }
}
