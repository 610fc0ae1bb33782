package jeras.conformance;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jeras.Array;

/** NumPy's {@code .npz}: a ZIP file of arrays, of the data types that the cases use. */
final class Npz {
    private static final Pattern HEADER =
            Pattern.compile("'descr': '([<|])(\\w+)', 'fortran_order': False, 'shape': \\(([^)]*)\\)");
    private static final Map<String, DataType> TYPES = Map.of(
            "f2", DataType.FLOAT16,
            "f4", DataType.FLOAT32,
            "f8", DataType.FLOAT64,
            "i4", DataType.INT32,
            "i8", DataType.INT64,
            "b1", DataType.BOOLEAN);
    private static final int MAGIC = 6;
    private static final int PREAMBLE = 10;

    private Npz() {}

    /** The arrays by name, in the order of the file. */
    static Map<String, Array> read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, Array> arrays = new LinkedHashMap<>();
            for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
                ZipEntry entry = e.nextElement();
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                arrays.put(entry.getName().replaceFirst("\\.npy$", ""), array(bytes));
            }
            return arrays;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Array array(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.get(MAGIC) != 1) {
            throw new IllegalArgumentException("an array of format version " + buffer.get(MAGIC));
        }
        int length = Short.toUnsignedInt(buffer.getShort(MAGIC + 2));
        String header = new String(bytes, PREAMBLE, length, StandardCharsets.ISO_8859_1);
        Matcher parts = HEADER.matcher(header);
        if (!parts.find() || !TYPES.containsKey(parts.group(2))) {
            throw new IllegalArgumentException("an array that is not read here: " + header);
        }
        long[] shape = Arrays.stream(parts.group(3).split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        buffer.position(PREAMBLE + length);
        ByteBuffer values = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
        return Array.wrap(values, new Shape(shape), TYPES.get(parts.group(2)));
    }
}
