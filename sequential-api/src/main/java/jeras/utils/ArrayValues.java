package jeras.utils;

import java.nio.ByteBuffer;
import java.util.function.IntToDoubleFunction;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Reads an array's numbers one by one, whatever their type. */
final class ArrayValues {
    private ArrayValues() {}

    /** The number at a position of the flat, row-major order. */
    static IntToDoubleFunction of(Array array) {
        ByteBuffer bytes = array.bytes();
        return switch (array.dataType()) {
            case BOOLEAN, INT8 -> bytes::get;
            case UINT8 -> i -> Byte.toUnsignedInt(bytes.get(i));
            case INT16 -> i -> bytes.getShort(i * Short.BYTES);
            case INT32 -> i -> bytes.getInt(i * Integer.BYTES);
            case INT64 -> i -> bytes.getLong(i * Long.BYTES);
            case FLOAT32 -> i -> bytes.getFloat(i * Float.BYTES);
            case FLOAT64 -> i -> bytes.getDouble(i * Double.BYTES);
            default ->
                throw new InvalidArgumentException(JerasException.message(
                        "The numbers of this array cannot be read one by one.",
                        "boolean, uint8, int8, int16, int32, int64, float32 or float64",
                        array.dataType() + " " + array.shape(),
                        "convert the array first"));
        };
    }
}
