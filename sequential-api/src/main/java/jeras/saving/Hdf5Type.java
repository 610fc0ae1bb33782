package jeras.saving;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the numbers of a data set are stored.
 *
 * @param dataType what they are; {@code BFLOAT16} is widened to {@code FLOAT32} when it is read
 * @param order the order of the bytes of one number
 */
record Hdf5Type(DataType dataType, ByteOrder order) {
    static final int INTEGER = 0;
    static final int FLOAT = 1;
    static final int STRING = 3;
    static final int ENUM = 8;
    static final int VARIABLE_LENGTH = 9;

    private static final int OPAQUE = 5;
    private static final List<String> CLASSES = List.of(
            "integer",
            "floating point",
            "time",
            "string",
            "bit field",
            "opaque",
            "compound",
            "reference",
            "enumeration",
            "variable length",
            "array",
            "complex");

    /** Signed ones have the bit 8 set, as in the file. */
    private static final Map<Integer, DataType> INTEGERS =
            Map.of(8 + 1, DataType.INT8, 8 + 2, DataType.INT16, 8 + 4, DataType.INT32, 8 + 8, DataType.INT64);

    /** IEEE 754 by size, exponent bits, mantissa bits and bias; anything else is another number format. */
    private record FloatLayout(int size, int exponent, int mantissa, int bias) {}

    private static final Map<FloatLayout, DataType> FLOATS = Map.of(
            new FloatLayout(2, 5, 10, 15), DataType.FLOAT16,
            new FloatLayout(2, 8, 7, 127), DataType.BFLOAT16,
            new FloatLayout(4, 8, 23, 127), DataType.FLOAT32,
            new FloatLayout(8, 11, 52, 1023), DataType.FLOAT64);

    int size() {
        return dataType.getNumOfBytes();
    }

    /**
     * Reads a datatype message.
     *
     * @param keras the data set's attribute {@code dtype}: Keras marks with it the 2-byte values that h5py has no type for
     */
    static Hdf5Type read(ByteBuffer message, Optional<String> keras, Place place) {
        int type = message.get(0) & 0x0f;
        int size = message.getInt(4);
        ByteOrder order = (message.get(1) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Optional<DataType> found = switch (type) {
            case INTEGER -> integer(message, size);
            case FLOAT -> floatingPoint(message, size);
            case ENUM -> bool(message, size);
            case OPAQUE ->
                size == 2 && keras.equals(Optional.of("bfloat16")) ? Optional.of(DataType.BFLOAT16) : Optional.empty();
            default -> Optional.empty();
        };
        if (type == OPAQUE) {
            order = ByteOrder.LITTLE_ENDIAN;
        }
        String name = type < CLASSES.size() ? CLASSES.get(type) : "unknown (" + type + ")";
        boolean unsigned = type == INTEGER && (message.get(1) & 8) == 0;
        return new Hdf5Type(
                found.orElseThrow(() -> place.error(
                        "float16, bfloat16, float32, float64, int8, int16, int32, int64, uint8 or bool",
                        "values of class " + (unsigned ? "unsigned " : "") + name + ", "
                                + Integer.toUnsignedString(size) + " bytes each",
                        "convert the weight to one of these types before it is saved")),
                order);
    }

    private static Optional<DataType> integer(ByteBuffer message, int size) {
        boolean whole = message.getShort(8) == 0 && message.getShort(10) == 8 * size;
        boolean signed = (message.get(1) & 8) != 0;
        if (!whole || size < 1 || size > 8) {
            return Optional.empty();
        }
        if (!signed) {
            return size == 1 ? Optional.of(DataType.UINT8) : Optional.empty();
        }
        return Optional.ofNullable(INTEGERS.get(8 + size));
    }

    private static Optional<DataType> floatingPoint(ByteBuffer message, int size) {
        boolean vax = (message.get(1) & 0x40) != 0;
        if (vax || message.getShort(8) != 0 || message.getShort(10) != 8 * size) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                FLOATS.get(new FloatLayout(size, message.get(13), message.get(15), message.getInt(16))));
    }

    /** h5py stores booleans as an enumeration of two names over one byte. */
    private static Optional<DataType> bool(ByteBuffer message, int size) {
        int members = message.getShort(1);
        ByteBuffer rest = message.duplicate();
        rest.position(20); // after the head and the base type
        String names = StandardCharsets.ISO_8859_1.decode(rest).toString();
        boolean twoNames = names.startsWith("FALSE\0") && names.contains("\0TRUE\0");
        return members == 2 && size == 1 && twoNames ? Optional.of(DataType.BOOLEAN) : Optional.empty();
    }
}
