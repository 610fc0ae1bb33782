package jeras.saving;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Datatype messages of HDF5 for the numbers of this machine. */
final class Hdf5TypeCode {
    private static final int ORDER = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1;

    private Hdf5TypeCode() {}

    static ByteBuffer of(DataType type, String path) {
        return switch (type) {
            case FLOAT16 -> floatingPoint(2, 5, 10, 15);
            case FLOAT32 -> floatingPoint(4, 8, 23, 127);
            case FLOAT64 -> floatingPoint(8, 11, 52, 1023);
            case INT8 -> integer(1, true);
            case INT16 -> integer(2, true);
            case INT32 -> integer(4, true);
            case INT64 -> integer(8, true);
            case UINT8 -> integer(1, false);
            case BOOLEAN -> bool();
            default ->
                throw new InvalidArgumentException(JerasException.message(
                        "The weight \"" + path + "\" cannot be saved.",
                        "float16, bfloat16, float32, float64, int8, int16, int32, int64, uint8 or bool",
                        type.toString(),
                        "convert it to one of these types"));
        };
    }

    private static ByteBuffer integer(int size, boolean signed) {
        int order = size > 1 ? ORDER : 0;
        ByteBuffer code = head(Hdf5Type.INTEGER, order | (signed ? 8 : 0), size, 12);
        return code.putShort((short) 0).putShort((short) (8 * size)).flip();
    }

    private static ByteBuffer floatingPoint(int size, int exponent, int mantissa, int bias) {
        int impliedOne = 0x20;
        ByteBuffer code = head(Hdf5Type.FLOAT, ORDER | impliedOne, size, 20).put(2, (byte) (8 * size - 1));
        code.putShort((short) 0).putShort((short) (8 * size));
        code.put((byte) mantissa).put((byte) exponent).put((byte) 0).put((byte) mantissa);
        return code.putInt(bias).flip();
    }

    /** As h5py has it: an enumeration over signed bytes. */
    private static ByteBuffer bool() {
        ByteBuffer code = head(Hdf5Type.ENUM, 2, 1, 38).put(integer(1, true));
        code.put("FALSE\0\0\0TRUE\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        return code.put((byte) 0).put((byte) 1).flip();
    }

    /** Version 1, class, the first byte of the class's bits, and the size of an item. */
    private static ByteBuffer head(int type, int bits, int size, int length) {
        ByteBuffer code = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        return code.put((byte) (0x10 | type))
                .put((byte) bits)
                .putShort((short) 0)
                .putInt(size);
    }
}
