package jeras.zoo.recipe;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Reads a text file character by character: strict about its encoding, and never more than so many characters at once. */
public final class TextLines implements Closeable {
    /** A review has some thousands of characters; a file without line ends must not fill the memory. */
    public static final int LONGEST = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Charset charset;
    private final Reader reader;
    private long line = 1;
    private int ahead;

    private TextLines(Path file, Charset charset, Reader reader) throws IOException {
        this.file = file;
        this.charset = charset;
        this.reader = reader;
        this.ahead = reader.read();
        if (ahead == BYTE_ORDER_MARK) {
            ahead = reader.read();
        }
    }

    /**
     * Opens a file; a byte order mark is passed over.
     *
     * @throws InvalidArgumentException if there is no such file
     * @throws FileFormatException if it begins with bytes that mean nothing in this encoding, and likewise further on
     */
    public static TextLines open(Path file, Charset charset) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The texts cannot be read.",
                    "a file",
                    file + (Files.isDirectory(file) ? ", a folder" : ", which does not exist"),
                    "name a file of texts"));
        }
        Reader reader = new InputStreamReader(
                Files.newInputStream(file),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try {
            return new TextLines(file, charset, new BufferedReader(reader, 1 << 16));
        } catch (CharacterCodingException e) {
            reader.close();
            throw wrongEncoding(file, charset, 1);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    /** The line of the next character, from 1. */
    public long line() {
        return line;
    }

    /** The next character, -1 at the end, without taking it. */
    public int peek() {
        return ahead;
    }

    /** Takes the next character; a line's end is always {@code \n}. */
    public int next() throws IOException {
        int now = ahead;
        ahead = read();
        if (now == '\r') {
            if (ahead == '\n') {
                ahead = read();
            }
            now = '\n';
        }
        if (now == '\n') {
            line++;
        }
        return now;
    }

    private int read() throws IOException {
        try {
            return reader.read();
        } catch (CharacterCodingException e) {
            throw wrongEncoding(file, charset, line);
        }
    }

    /** The next line without its end; null after the last one. */
    public String readLine() throws IOException {
        if (ahead < 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int c = next(); c >= 0 && c != '\n'; c = next()) {
            append(text, c);
        }
        return text.toString();
    }

    /** Appends a character to a text that must not become too long. */
    public void append(StringBuilder text, int c) {
        if (text.length() == LONGEST) {
            throw damaged(line, "texts of at most " + LONGEST + " characters", "a longer one", "shorten it");
        }
        text.append((char) c);
    }

    /** The error for a line that is not as it should be, for the caller to throw. */
    public FileFormatException damaged(long where, String expected, String received, String fix) {
        return new FileFormatException(
                JerasException.message("Line " + where + " of " + file + " cannot be read.", expected, received, fix));
    }

    /** The decoder reads ahead, so the line is the one at which reading has arrived, not always that of the character. */
    private static FileFormatException wrongEncoding(Path file, Charset charset, long line) {
        return new FileFormatException(JerasException.message(
                file + " cannot be read.",
                "text in the encoding " + charset.name(),
                "bytes that are none, in line " + line + " or soon after it",
                "name its encoding, such as --charset ISO-8859-1 or --charset UTF-16"));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
