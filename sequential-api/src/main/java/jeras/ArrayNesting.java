package jeras;

import java.nio.ByteBuffer;

/** Turns an array into nested Java arrays, for instance a {@code float[][]}. */
final class ArrayNesting {
    private ArrayNesting() {}

    /** A single value comes out boxed. */
    static Object nested(Array array) {
        if (array.rank() == 0) {
            return java.lang.reflect.Array.get(row(array.flatten()), 0);
        }
        if (array.rank() == 1) {
            return row(array);
        }
        Class<?> part = array.isText()
                ? String[].class
                : row(Array.zeros(array.dataType(), 0)).getClass();
        for (int axis = 2; axis < array.rank(); axis++) {
            part = part.arrayType();
        }
        int length = Math.toIntExact(array.length());
        Object[] parts = (Object[]) java.lang.reflect.Array.newInstance(part, length);
        for (int i = 0; i < length; i++) {
            parts[i] = nested(array.get(i));
        }
        return parts;
    }

    /** Each type by the smallest Java type that holds its values. */
    private static Object row(Array array) {
        if (array.isText()) {
            return array.toStringArray();
        }
        return switch (array.element()) {
            case FLOAT64 -> array.toDoubleArray();
            case FLOAT32, FLOAT16, BFLOAT16 -> array.toFloatArray();
            case INT64, UINT32 -> array.toLongArray();
            case INT32, INT16, UINT16, UINT8 -> array.toIntArray();
            case INT8 -> bytes(array.bytes());
            case BOOLEAN -> booleans(array.bytes());
        };
    }

    private static byte[] bytes(ByteBuffer source) {
        byte[] values = new byte[source.remaining()];
        source.get(values);
        return values;
    }

    private static boolean[] booleans(ByteBuffer source) {
        boolean[] values = new boolean[source.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.get(i) != 0;
        }
        return values;
    }
}
