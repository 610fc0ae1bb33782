package jeras.saving;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/** Opens files for reading, and says what is wrong with a path. */
final class InputFile {
    private InputFile() {}

    /** Reads a file and closes it whatever happens. */
    static <T> T open(Path file, Function<Source, T> reader) {
        Place place = new Place(file);
        if (Files.isDirectory(file)) {
            boolean savedModel = Files.exists(file.resolve("saved_model.pb"));
            throw place.error(
                    "a file",
                    savedModel ? "a TensorFlow SavedModel, which is a folder" : "a folder",
                    savedModel
                            ? "save the model in Keras 3 with model.save(\"model.keras\")"
                            : "name the file inside it");
        }
        if (Files.notExists(file)) {
            throw place.error("a file", "nothing at " + file.toAbsolutePath(), "check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw place.error("a file", "a pipe, a device or a link that leads nowhere", "check the path");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return reader.apply(Source.of(channel, place));
        } catch (IOException e) {
            throw place.unreadable(e);
        }
    }
}
