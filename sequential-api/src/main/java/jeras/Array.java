package jeras;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An immutable n-dimensional array on the Java heap: what goes into a model and what comes out. */
public final class Array {
    private final Shape shape;
    private final DataType dataType;
    private final ByteBuffer bytes;

    private Array(Shape shape, DataType dataType, ByteBuffer bytes) {
        this.shape = shape;
        this.dataType = dataType;
        this.bytes = bytes;
    }

    /**
     * Takes over {@code bytes} (row-major, native byte order, position 0, limit = size in bytes) without a copy; the caller
     * must not write to it afterwards.
     */
    public static Array wrap(ByteBuffer bytes, Shape shape, DataType dataType) {
        long expected = shape.size() * dataType.getNumOfBytes();
        if (bytes.remaining() != expected) {
            throw new InvalidArgumentException(JerasException.message(
                    "An array cannot be made from this buffer.",
                    expected + " bytes for " + dataType + " " + shape,
                    bytes.remaining() + " bytes",
                    "give a buffer of the array's size"));
        }
        return new Array(
                shape, dataType, bytes.slice().order(ByteOrder.nativeOrder()).asReadOnlyBuffer());
    }

    /** Placeholder until merged. */
    public Array cast(DataType type) {
        return this;
    }

    public Shape shape() {
        return shape;
    }

    public DataType dataType() {
        return dataType;
    }

    /** The values as they lie in memory: row-major, native byte order, read-only. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.nativeOrder());
    }
}
