package jeras.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/**
 * Arrays that NumPy has written into one file with {@code savez} or {@code savez_compressed}.
 *
 * <pre>{@code
 * Map<String, Array> arrays = Npz.read(Path.of("mnist.npz"));
 * Array xTrain = arrays.get("x_train");
 * }</pre>
 *
 * <p>No code that such a file may contain is run. Arrays of Python's objects are refused, except for the lists of integers
 * that {@link Imdb} and {@link Reuters} consist of.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.savez.html">numpy.savez</a>
 */
public final class Npz {
    private static final String MEMBER = ".npy";
    private static final long LARGEST = Integer.MAX_VALUE;

    private Npz() {}

    /** What reads one member. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(InputStream in, long maxBytes) throws IOException;
    }

    /**
     * Reads all arrays of a file, in its order: 64-, 32- and 16-bit floating point numbers, 64-, 32- and 8-bit integers,
     * unsigned bytes and booleans.
     *
     * @throws FileFormatException if it is no such file, is damaged, or holds other arrays
     */
    public static Map<String, Array> read(Path file) {
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (String name : names(file)) {
            arrays.put(name, numbers(file, name));
        }
        return Collections.unmodifiableMap(arrays);
    }

    /** The names of the arrays in a file. */
    static List<String> names(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(MEMBER))
                    .map(name -> name.substring(0, name.length() - MEMBER.length()))
                    .toList();
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** One array of numbers. */
    static Array numbers(Path file, String name) {
        return read(file, name, NpyReader::readNumbers);
    }

    /** One array of lists of integers. */
    static List<int[]> sequences(Path file, String name) {
        return read(file, name, NpyReader::readSequences);
    }

    private static <T> T read(Path file, String name, Reader<T> reader) {
        List<String> known = names(file);
        if (!known.contains(name)) {
            throw new InvalidArgumentException(Suggestions.unknown("array of " + file, name, known));
        }
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name + MEMBER))) {
            return reader.read(new BufferedInputStream(in, 1 << 16), LARGEST);
        } catch (IOException e) {
            throw unreadable("\"" + name + "\" in " + file, e);
        }
    }

    private static FileFormatException unreadable(String what, IOException e) {
        return new FileFormatException(
                JerasException.message(
                        what + " cannot be read.",
                        "what NumPy's savez writes for numbers",
                        e.getMessage() == null ? e.toString() : e.getMessage(),
                        "fetch it again if it was damaged; write other objects as arrays of numbers"),
                e);
    }
}
