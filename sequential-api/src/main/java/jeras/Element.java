package jeras;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the elements of one data type lie in memory and turn into Java's numbers.
 *
 * <p>Floating-point types are exact in {@code double}, the others in {@code long}: {@link #isFloat()} says which to ask for.
 * Positions count elements. Writing converts as a cast does: fractions are cut off, large integers wrap around.
 */
enum Element {
    FLOAT64(DataType.FLOAT64, "float64", 52, -1022) {
        @Override
        double readDouble(ByteBuffer bytes, int position) {
            return bytes.getDouble(position << 3);
        }

        @Override
        void writeDouble(ByteBuffer bytes, int position, double value) {
            bytes.putDouble(position << 3, value);
        }
    },
    FLOAT32(DataType.FLOAT32, "float32", 23, -126) {
        @Override
        double readDouble(ByteBuffer bytes, int position) {
            return bytes.getFloat(position << 2);
        }

        @Override
        void writeDouble(ByteBuffer bytes, int position, double value) {
            bytes.putFloat(position << 2, (float) value);
        }

        @Override
        void writeLong(ByteBuffer bytes, int position, long value) {
            bytes.putFloat(position << 2, (float) value); // by way of a double it would be rounded twice
        }
    },
    FLOAT16(DataType.FLOAT16, "float16", SmallFloat.FLOAT16.mantissaBits(), SmallFloat.FLOAT16.minExponent()) {
        @Override
        double readDouble(ByteBuffer bytes, int position) {
            return SmallFloat.FLOAT16.decode(bytes.getShort(position << 1));
        }

        @Override
        void writeDouble(ByteBuffer bytes, int position, double value) {
            bytes.putShort(position << 1, SmallFloat.FLOAT16.encode(value));
        }
    },
    BFLOAT16(DataType.BFLOAT16, "bfloat16", SmallFloat.BFLOAT16.mantissaBits(), SmallFloat.BFLOAT16.minExponent()) {
        @Override
        double readDouble(ByteBuffer bytes, int position) {
            return SmallFloat.BFLOAT16.decode(bytes.getShort(position << 1));
        }

        @Override
        void writeDouble(ByteBuffer bytes, int position, double value) {
            bytes.putShort(position << 1, SmallFloat.BFLOAT16.encode(value));
        }
    },
    INT64(DataType.INT64, "int64") {
        @Override
        long readLong(ByteBuffer bytes, int position) {
            return bytes.getLong(position << 3);
        }

        @Override
        void writeLong(ByteBuffer bytes, int position, long value) {
            bytes.putLong(position << 3, value);
        }
    },
    INT32(DataType.INT32, "int32") {
        @Override
        long readLong(ByteBuffer bytes, int position) {
            return bytes.getInt(position << 2);
        }

        @Override
        void writeLong(ByteBuffer bytes, int position, long value) {
            bytes.putInt(position << 2, (int) value);
        }
    },
    UINT32(DataType.UINT32, "uint32") {
        @Override
        long readLong(ByteBuffer bytes, int position) {
            return Integer.toUnsignedLong(bytes.getInt(position << 2));
        }

        @Override
        void writeLong(ByteBuffer bytes, int position, long value) {
            bytes.putInt(position << 2, (int) value);
        }
    },
    INT16(DataType.INT16, "int16") {
        @Override
        long readLong(ByteBuffer bytes, int position) {
            return bytes.getShort(position << 1);
        }

        @Override
        void writeLong(ByteBuffer bytes, int position, long value) {
            bytes.putShort(position << 1, (short) value);
        }
    },
    UINT16(DataType.UINT16, "uint16") {
        @Override
        long readLong(ByteBuffer bytes, int position) {
            return Short.toUnsignedLong(bytes.getShort(position << 1));
        }

        @Override
        void writeLong(ByteBuffer bytes, int position, long value) {
            bytes.putShort(position << 1, (short) value);
        }
    },
    INT8(DataType.INT8, "int8") {
        @Override
        long readLong(ByteBuffer bytes, int position) {
            return bytes.get(position);
        }

        @Override
        void writeLong(ByteBuffer bytes, int position, long value) {
            bytes.put(position, (byte) value);
        }
    },
    UINT8(DataType.UINT8, "uint8") {
        @Override
        long readLong(ByteBuffer bytes, int position) {
            return Byte.toUnsignedLong(bytes.get(position));
        }

        @Override
        void writeLong(ByteBuffer bytes, int position, long value) {
            bytes.put(position, (byte) value);
        }
    },
    BOOLEAN(DataType.BOOLEAN, "bool") {
        @Override
        long readLong(ByteBuffer bytes, int position) {
            return bytes.get(position) == 0 ? 0 : 1;
        }

        @Override
        void writeLong(ByteBuffer bytes, int position, long value) {
            bytes.put(position, (byte) (value == 0 ? 0 : 1));
        }

        @Override
        void writeDouble(ByteBuffer bytes, int position, double value) {
            bytes.put(position, (byte) (value == 0 ? 0 : 1)); // 0.5 and NaN are true
        }
    };

    private static final int INTEGER = -1;

    private final DataType dataType;
    private final String keras;
    private final int mantissaBits;
    private final int minExponent;

    Element(DataType dataType, String keras) {
        this(dataType, keras, INTEGER, 0);
    }

    Element(DataType dataType, String keras, int mantissaBits, int minExponent) {
        this.dataType = dataType;
        this.keras = keras;
        this.mantissaBits = mantissaBits;
        this.minExponent = minExponent;
    }

    /** Throws if an array cannot hold values of this type: text, complex numbers. */
    static Element of(DataType dataType) {
        return Arrays.stream(values())
                .filter(element -> element.dataType == dataType)
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(JerasException.message(
                        "An array cannot hold elements of type " + dataType + ".",
                        "one of " + names(),
                        dataType.toString(),
                        dataType == DataType.STRING
                                ? "turn text into numbers first, for instance into token ids"
                                : "convert the values to one of these types first")));
    }

    /** By Keras's name, for instance {@code "float32"} or {@code "bool"}. */
    static Element of(String name) {
        return Arrays.stream(values())
                .filter(element -> element.keras.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(JerasException.message(
                        "There is no data type \"" + name + "\".",
                        "one of " + names(),
                        "\"" + name + "\"",
                        "use one of these names")));
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(element -> element.keras).collect(Collectors.toList());
    }

    /**
     * The type that holds the values of both: NumPy's, but an integer meeting a float takes the float's, as in Keras and
     * JAX.
     */
    static Element promote(Element a, Element b) {
        if (a == b || b == BOOLEAN) {
            return a;
        }
        if (a == BOOLEAN || (b.isFloat() && !a.isFloat())) {
            return b;
        }
        if (a.isFloat() && !b.isFloat()) {
            return a;
        }
        Element wide = a.width() >= b.width() ? a : b;
        Element narrow = wide == a ? b : a;
        if (wide.width() > narrow.width() && (a.isUnsigned() == b.isUnsigned() || !wide.isUnsigned())) {
            return wide;
        }
        if (a.isFloat()) {
            return FLOAT32; // float16 with bfloat16
        }
        int width = 2 * wide.width(); // uint8 with int8 needs int16
        return width == 2 ? INT16 : width == 4 ? INT32 : INT64;
    }

    /** This type if it is a float, else Keras's default, float32: what a division of integers gives. */
    Element toFloat() {
        return isFloat() ? this : FLOAT32;
    }

    DataType dataType() {
        return dataType;
    }

    String keras() {
        return keras;
    }

    int width() {
        return dataType.getNumOfBytes();
    }

    boolean isFloat() {
        return mantissaBits != INTEGER;
    }

    private boolean isUnsigned() {
        return this == UINT8 || this == UINT16 || this == UINT32;
    }

    /** Stored bits of the fraction; for floats only. */
    int mantissaBits() {
        return mantissaBits;
    }

    /** The exponent of the smallest normal number; for floats only. */
    int minExponent() {
        return minExponent;
    }

    double readDouble(ByteBuffer bytes, int position) {
        return readLong(bytes, position);
    }

    long readLong(ByteBuffer bytes, int position) {
        return (long) readDouble(bytes, position);
    }

    void writeDouble(ByteBuffer bytes, int position, double value) {
        writeLong(bytes, position, (long) value);
    }

    void writeLong(ByteBuffer bytes, int position, long value) {
        writeDouble(bytes, position, (double) value);
    }

    /** Reads {@code count} elements, {@code step} apart. */
    void read(ByteBuffer bytes, int position, int step, double[] into, int count) {
        for (int i = 0, at = position; i < count; i++, at += step) {
            into[i] = readDouble(bytes, at);
        }
    }

    /** Reads {@code count} elements, {@code step} apart. */
    void read(ByteBuffer bytes, int position, int step, long[] into, int count) {
        for (int i = 0, at = position; i < count; i++, at += step) {
            into[i] = readLong(bytes, at);
        }
    }

    void write(ByteBuffer bytes, int position, double[] values, int count) {
        for (int i = 0; i < count; i++) {
            writeDouble(bytes, position + i, values[i]);
        }
    }

    void write(ByteBuffer bytes, int position, long[] values, int count) {
        for (int i = 0; i < count; i++) {
            writeLong(bytes, position + i, values[i]);
        }
    }

    /** The nearest value of this type. */
    double round(double value) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES);
        writeDouble(bytes, 0, value);
        return readDouble(bytes, 0);
    }
}
