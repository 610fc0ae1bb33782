package jeras.backend;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jeras.ops.Literal;

/**
 * Arrays of bfloat16 on their way to the native side. DJL ends the process when it is asked to make one; they go as float32, which
 * holds the same numbers, and programs make them narrow again.
 */
final class BrainFloat {
    private BrainFloat() {}

    /** The data type that DJL makes for one of ours. */
    static DataType created(DataType type) {
        return type == DataType.BFLOAT16 ? DataType.FLOAT32 : type;
    }

    /** The values in a buffer outside the heap, of the type {@link #created}. */
    static ByteBuffer widened(Literal values) {
        ByteBuffer bytes = values.bytes().order(ByteOrder.nativeOrder());
        boolean narrow = values.dataType() == DataType.BFLOAT16;
        int size = narrow ? Math.multiplyExact(bytes.remaining(), 2) : bytes.remaining();
        ByteBuffer direct = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        put(bytes, direct, values.dataType());
        return direct.flip();
    }

    /** Puts values of this type, of which bfloat16 are widened, into a buffer. */
    static void put(ByteBuffer source, ByteBuffer target, DataType type) {
        if (type != DataType.BFLOAT16) {
            target.put(source);
            return;
        }
        ByteBuffer bits = source.order(ByteOrder.nativeOrder());
        while (bits.hasRemaining()) {
            target.putInt(bits.getShort() << Short.SIZE);
        }
    }
}
