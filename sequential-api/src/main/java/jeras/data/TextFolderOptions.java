package jeras.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.FileFormatException;
import jeras.JerasException;

/** What {@link Dataset#textDatasetFromDirectory} is told; Keras's arguments and defaults. */
public final class TextFolderOptions extends FolderOptions<TextFolderOptions> {
    private static final long LARGEST = 1 << 28;

    private int maxLength = Integer.MAX_VALUE;

    TextFolderOptions() {}

    /** The characters that are kept of a text; default: all. Keras counts bytes, and may cut through a character. */
    public TextFolderOptions maxLength(int characters) {
        maxLength = positive("maxLength", characters);
        return this;
    }

    @Override
    TextFolderOptions self() {
        return this;
    }

    @Override
    String what() {
        return "text files";
    }

    @Override
    List<String> formats() {
        return List.of(".txt");
    }

    @Override
    Array load(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new FileFormatException(JerasException.message(
                        "The text " + file + " is too large.",
                        "at most " + LARGEST + " bytes",
                        size + " bytes",
                        "cut it into several files"));
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            int length = text.codePointCount(0, text.length());
            return Array.of(
                    (Object) (length > maxLength ? text.substring(0, text.offsetByCodePoints(0, maxLength)) : text));
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "The text " + file + " cannot be read.",
                            "a file that can be read",
                            e.toString(),
                            "check its permissions"),
                    e);
        }
    }
}
