package jeras.layers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** A vocabulary from a text file of UTF-8, a token a line. */
final class VocabularyFile {
    private VocabularyFile() {}

    static List<String> read(Path file) {
        try {
            return Tokens.lines(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InvalidArgumentException(JerasException.message(
                    "The vocabulary " + file + " cannot be read.",
                    "a text file with a token on each line",
                    e.toString(),
                    "check the path"));
        }
    }
}
