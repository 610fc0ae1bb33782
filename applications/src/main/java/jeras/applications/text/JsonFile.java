package jeras.applications.text;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jeras.FileFormatException;
import jeras.JerasException;

/** Small files of JSON in a model's folder, from wherever it came. */
final class JsonFile {
    /** An index of a model's parts has some hundred bytes a tensor. */
    private static final long LARGEST = 16L << 20;

    private JsonFile() {}

    /** @throws FileFormatException if there is no such file, or it is not one JSON object */
    static JsonObject read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw wrong(file, "a file", "nothing of that name", "copy it beside the model's other files");
            }
            if (Files.size(file) > LARGEST) {
                throw wrong(file, "at most " + LARGEST + " bytes", Files.size(file) + " bytes", "use another file");
            }
            // The parser ends at 255 objects inside each other, long before the stack does.
            return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new FileFormatException(
                    message(file, "a JSON object in UTF-8", e.toString(), "copy the file again"), e);
        }
    }

    private static FileFormatException wrong(Path file, String expected, String received, String fix) {
        return new FileFormatException(message(file, expected, received, fix));
    }

    private static String message(Path file, String expected, String received, String fix) {
        return JerasException.message("Cannot read " + file + ".", expected, received, fix);
    }
}
