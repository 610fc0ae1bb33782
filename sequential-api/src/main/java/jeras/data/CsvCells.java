package jeras.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jeras.FileFormatException;
import jeras.JerasException;

/**
 * The cells of a table in a file, line by line. Cells may stand in quotes, which are doubled inside, and then contain line breaks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvCells implements AutoCloseable {
    private static final int LONGEST = 1 << 24;

    private final Path file;
    private final char delimiter;
    private final Reader reader;
    private long line;
    private int next;

    CsvCells(Path file, char delimiter) {
        this.file = file;
        this.delimiter = delimiter;
        try {
            reader = new BufferedReader(Files.newBufferedReader(file, StandardCharsets.UTF_8), 1 << 16);
            next = reader.read();
            if (next == '\uFEFF') {
                next = reader.read();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The number of the last line that was read, from 1. */
    long line() {
        return line;
    }

    /** The cells of the next line that is not empty; an empty list at the end. */
    List<String> read() {
        try {
            while (next == '\n' || next == '\r') {
                line += next == '\n' ? 1 : 0;
                next = reader.read();
            }
            line++;
            List<String> cells = new ArrayList<>();
            while (next >= 0) {
                cells.add(cell());
                if (next != delimiter) {
                    endLine();
                    return cells;
                }
                next = reader.read();
                if (next < 0 || next == '\n' || next == '\r') {
                    cells.add("");
                    endLine();
                    return cells;
                }
            }
            return cells;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void endLine() throws IOException {
        if (next == '\r') {
            next = reader.read();
        }
        if (next == '\n') {
            next = reader.read();
        }
    }

    private String cell() throws IOException {
        StringBuilder cell = new StringBuilder();
        boolean quoted = next == '"';
        if (quoted) {
            next = reader.read();
        }
        while (next >= 0 && (quoted || (next != delimiter && next != '\n' && next != '\r'))) {
            int now = next;
            next = reader.read();
            if (quoted && now == '"' && next != '"') {
                quoted = false;
                continue;
            }
            if (quoted && now == '"') {
                next = reader.read();
            }
            line += now == '\n' ? 1 : 0;
            cell.append((char) now);
            if (cell.length() > LONGEST) {
                throw new FileFormatException(JerasException.message(
                        "A cell in line " + line + " of " + file + " does not end.",
                        "at most " + LONGEST + " characters",
                        "more",
                        "look for a quote that is not closed"));
            }
        }
        if (quoted) {
            throw new FileFormatException(JerasException.message(
                    "A cell in line " + line + " of " + file + " is not closed.",
                    "a quote at its end",
                    "the end of the file",
                    "close it, or double quotes inside cells"));
        }
        return cell.toString();
    }

    private FileFormatException unreadable(IOException e) {
        return new FileFormatException(
                JerasException.message(
                        "The table " + file + " cannot be read.",
                        "a file of text in UTF-8",
                        e.toString(),
                        "check the path, its permissions and its encoding"),
                e);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
