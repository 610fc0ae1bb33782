package jeras.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jeras.Array;

/**
 * Reads one array in NumPy's own format.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>
 */
final class NpyReader {
    private static final byte[] MAGIC = "\u0093NUMPY".getBytes(ISO_8859_1);
    private static final int LONGEST_HEADER = 10_000;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])(\\w+)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
    private static final String OBJECTS = "O";

    private static final Map<String, DataType> TYPES = Map.of(
            "f8", DataType.FLOAT64,
            "f4", DataType.FLOAT32,
            "f2", DataType.FLOAT16,
            "i8", DataType.INT64,
            "i4", DataType.INT32,
            "i1", DataType.INT8,
            "u1", DataType.UINT8,
            "b1", DataType.BOOLEAN);

    private final DataInputStream in;
    private final long maxBytes;
    private final ByteOrder byteOrder;
    private final String type;
    private final boolean isColumnMajor;
    private final Shape shape;

    private NpyReader(InputStream in, long maxBytes) throws IOException {
        this.in = new DataInputStream(in);
        this.maxBytes = maxBytes;
        String header = header();
        Matcher descr = find(DESCR, header);
        byteOrder = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        type = descr.group(2);
        isColumnMajor = find(ORDER, header).group(1).equals("True");
        shape = shape(find(SHAPE, header).group(1));
    }

    /**
     * Reads an array of numbers.
     *
     * @param maxBytes how large it may be
     * @throws IOException if it is none, with a message that says what was found
     */
    static Array readNumbers(InputStream in, long maxBytes) throws IOException {
        return new NpyReader(in, maxBytes).numbers();
    }

    /** Reads an array whose elements are lists of integers, which NumPy writes as a pickle. */
    static List<int[]> readSequences(InputStream in, long maxBytes) throws IOException {
        NpyReader reader = new NpyReader(in, maxBytes);
        if (!reader.type.equals(OBJECTS)) {
            throw new IOException("an array of " + reader.type + ", not of lists");
        }
        if (!(PickleReader.read(reader.in, maxBytes) instanceof PickledArray array)) {
            throw new IOException("a pickle of something that is no array");
        }
        return array.toSequences();
    }

    private String header() throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IOException("no array of NumPy");
        }
        int version = in.readUnsignedByte();
        in.readUnsignedByte();
        int length = version == 1 ? Short.reverseBytes(in.readShort()) & 0xffff : Integer.reverseBytes(in.readInt());
        if (version < 1 || version > 3 || length < 0 || length > LONGEST_HEADER) {
            throw new IOException("a header of version " + version + " and " + length + " bytes");
        }
        byte[] text = in.readNBytes(length);
        if (text.length < length) {
            throw new EOFException("the end in the middle of the header");
        }
        return new String(text, ISO_8859_1);
    }

    private static Matcher find(Pattern pattern, String header) throws IOException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IOException("the header " + header.strip());
        }
        return matcher;
    }

    private static Shape shape(String axes) throws IOException {
        try {
            return new Shape(Arrays.stream(axes.split(","))
                    .map(String::strip)
                    .filter(axis -> !axis.isEmpty())
                    .mapToLong(Integer::parseInt)
                    .toArray());
        } catch (NumberFormatException e) {
            throw new IOException("the shape (" + axes + ")", e);
        }
    }

    private Array numbers() throws IOException {
        DataType dataType = TYPES.get(type);
        if (dataType == null) {
            throw new IOException(
                    type.equals(OBJECTS) ? "an array of Python's objects" : "an array of the unknown type " + type);
        }
        int size = requireSize(dataType.getNumOfBytes());
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException(bytes.length + " in place of " + size + " bytes of values");
        }
        byte[] ordered = isColumnMajor && shape.dimension() > 1 ? rowByRow(bytes, dataType.getNumOfBytes()) : bytes;
        return Array.wrap(inNativeOrder(ordered, dataType.getNumOfBytes()), shape, dataType);
    }

    /** The axes are not multiplied before they are known to be small: a product may overflow. */
    private int requireSize(int elementBytes) throws IOException {
        long size = elementBytes;
        for (long axis : shape.getShape()) {
            size *= axis;
            if (size > Math.min(maxBytes, Integer.MAX_VALUE - 8)) {
                throw new IOException("the shape " + shape + ", more than " + maxBytes + " bytes");
            }
        }
        return (int) size;
    }

    private ByteBuffer inNativeOrder(byte[] bytes, int elementBytes) {
        if (byteOrder != ByteOrder.nativeOrder()) {
            for (int first = 0; first < bytes.length; first += elementBytes) {
                for (int i = first, j = first + elementBytes - 1; i < j; i++, j--) {
                    byte swapped = bytes[i];
                    bytes[i] = bytes[j];
                    bytes[j] = swapped;
                }
            }
        }
        return ByteBuffer.wrap(bytes);
    }

    /** Fortran's order, in which the first axis changes fastest, made to C's. */
    private byte[] rowByRow(byte[] columns, int elementBytes) {
        int rank = shape.dimension();
        byte[] rows = new byte[columns.length];
        long[] place = new long[rank];
        for (int to = 0; to < rows.length; to += elementBytes) {
            long from = 0;
            for (int axis = rank - 1; axis >= 0; axis--) {
                from = from * shape.get(axis) + place[axis];
            }
            System.arraycopy(columns, (int) from * elementBytes, rows, to, elementBytes);
            for (int axis = rank - 1; axis >= 0 && ++place[axis] == shape.get(axis); axis--) {
                place[axis] = 0;
            }
        }
        return rows;
    }
}
