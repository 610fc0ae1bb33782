package jeras.zoo.bert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jeras.FileFormatException;
import jeras.JerasException;

/** Text files of data, read whole. */
final class TextFile {
    private static final long LARGEST = 1L << 30;

    private TextFile() {}

    static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw wrong(file, "at most " + (LARGEST >> 20) + " MB", (Files.size(file) >> 20) + " MB", null);
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw wrong(file, "text in UTF-8", "other bytes", e);
        } catch (IOException e) {
            throw wrong(file, "a file that can be read", e.toString(), e);
        }
    }

    static FileFormatException wrong(Path file, String expected, String received, Exception cause) {
        return new FileFormatException(
                JerasException.message(
                        "The data cannot be read from " + file + ".",
                        expected,
                        received,
                        "see --help for the kinds of files; iconv -f latin1 -t utf8 changes an encoding"),
                cause);
    }
}
