package jeras.saving;

import java.nio.ByteBuffer;
import jeras.FileFormatException;

/** Memory for what is read. */
final class Heap {
    private Heap() {}

    /**
     * A buffer on the heap; an honest file may simply be too large for this JVM, and says so instead of an
     * {@link OutOfMemoryError}. The caller has checked the size against the file's length.
     */
    static ByteBuffer allocate(long bytes, Place place) {
        if (bytes > Integer.MAX_VALUE - 8) {
            throw place.error(
                    "an array of less than 2 GiB", bytes + " bytes", "split the weight: a Java array ends at 2 GiB");
        }
        try {
            return ByteBuffer.allocate((int) bytes);
        } catch (OutOfMemoryError e) {
            throw tooSmall(bytes, place);
        }
    }

    static FileFormatException tooSmall(long bytes, Place place) {
        return place.error(
                "free heap for " + bytes + " bytes",
                Runtime.getRuntime().maxMemory() + " bytes of heap in all, not enough of them free",
                "start Java with a larger heap, as -Xmx8g");
    }
}
