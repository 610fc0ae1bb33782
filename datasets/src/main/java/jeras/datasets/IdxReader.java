package jeras.datasets;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.JerasException;

/**
 * Reads idx files of unsigned bytes, the format of MNIST: {@code 00 00 08 rank}, the axes as big-endian 32-bit numbers,
 * then the values row by row; gzipped or plain.
 *
 * <p>A file is believed nothing: the caller says which shape and how many items at most there may be, so neither the
 * header nor a gzip bomb behind it can make the reader take more memory than that.
 *
 * @see <a href="https://web.archive.org/web/2024/http://yann.lecun.com/exdb/mnist/">THE IDX FILE FORMAT</a>
 */
final class IdxReader {
    private static final int UNSIGNED_BYTE = 8;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final String FIX = "give the original idx file, gzipped or plain; fetch it again if it was damaged";

    private final String name;
    private final Shape item;
    private final long maxItems;

    private IdxReader(String name, Shape item, long maxItems) {
        this.name = name;
        this.item = item;
        this.maxItems = maxItems;
    }

    /**
     * Reads a file of at most {@code maxItems} items of one shape.
     *
     * @return {@code (n, item...)}, UINT8
     * @throws FileFormatException if the file cannot be read or is not such an idx file
     */
    static Array read(Path file, Shape item, long maxItems) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), item, maxItems);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** As {@link #read(Path, Shape, long)}, from a stream that stays open; {@code name} is what messages call it. */
    static Array read(InputStream in, String name, Shape item, long maxItems) {
        try {
            return new IdxReader(name, item, maxItems).read(new DataInputStream(unpacked(in)));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private Array read(DataInputStream in) throws IOException {
        Shape shape = readHeader(in);
        int size = Math.toIntExact(shape.size());
        byte[] values = in.readNBytes(size);
        if (values.length < size) {
            throw wrong("ends too early.", size + " bytes of values for the shape " + shape, values.length + " bytes");
        }
        if (in.read() >= 0) {
            throw wrong("goes on after its last item.", size + " bytes of values for the shape " + shape, "more");
        }
        return Array.wrap(ByteBuffer.wrap(values), shape, DataType.UINT8);
    }

    private Shape readHeader(DataInputStream in) throws IOException {
        int rank = 1 + item.dimension();
        byte[] magic = in.readNBytes(4);
        byte[] expected = {0, 0, UNSIGNED_BYTE, (byte) rank};
        if (!Arrays.equals(magic, expected)) {
            HexFormat hex = HexFormat.ofDelimiter(" ");
            throw wrong(
                    "is not an idx file of unsigned bytes with " + rank + (rank == 1 ? " axis." : " axes."),
                    hex.formatHex(expected) + " as the first bytes",
                    magic.length == 0 ? "an empty file" : hex.formatHex(magic));
        }
        long[] axes = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            axes[axis] = Integer.toUnsignedLong(in.readInt());
        }
        Shape shape = new Shape(axes);
        if (axes[0] < 1 || axes[0] > maxItems || !shape.slice(1).equals(item)) {
            throw wrong(
                    "does not hold what it should.", "1 to " + maxItems + " items of shape " + item, "shape " + shape);
        }
        return shape;
    }

    private FileFormatException wrong(String what, String expected, String received) {
        return new FileFormatException(JerasException.message(name + " " + what, expected, received, FIX));
    }

    static FileFormatException unreadable(String name, IOException e) {
        String reason =
                e instanceof EOFException ? "an end in the middle of its header or of its gzip data" : e.toString();
        return new FileFormatException(
                JerasException.message(name + " cannot be read.", "a whole idx file, gzipped or plain", reason, FIX),
                e);
    }
}
