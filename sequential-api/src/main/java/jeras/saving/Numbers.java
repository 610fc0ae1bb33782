package jeras.saving;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Conversions between the numbers of a file and those of this machine. */
final class Numbers {
    private Numbers() {}

    /** Turns the bytes of each number around, in place, where the file's order is not this machine's. */
    static void toNativeOrder(ByteBuffer values, Hdf5Type type) {
        int size = type.size();
        if (size == 1 || type.order() == ByteOrder.nativeOrder()) {
            return;
        }
        for (int item = 0; item + size <= values.limit(); item += size) {
            for (int i = 0; i < size / 2; i++) {
                byte low = values.get(item + i);
                values.put(item + i, values.get(item + size - 1 - i));
                values.put(item + size - 1 - i, low);
            }
        }
    }

    /** A bfloat16 is the upper half of a float. Returns {@code floats}, ready to be read. */
    static ByteBuffer widenBfloat16(ByteBuffer halves, ByteBuffer floats) {
        ByteBuffer from = halves.duplicate().order(ByteOrder.nativeOrder());
        floats.order(ByteOrder.nativeOrder());
        while (from.hasRemaining()) {
            floats.putInt(from.getShort() << 16);
        }
        return floats.flip();
    }

    /** Whoever computes with a boolean may rely on it being 0 or 1. */
    static void requireBooleans(ByteBuffer values, Place place) {
        for (int i = 0; i < values.limit(); i++) {
            if (values.get(i) < 0 || values.get(i) > 1) {
                throw place.damaged("booleans, 0 or 1", Arrays.toString(new int[] {values.get(i)}));
            }
        }
    }
}
