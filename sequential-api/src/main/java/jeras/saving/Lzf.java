package jeras.saving;

import java.nio.ByteBuffer;

/**
 * Marc Lehmann's LZF, which h5py offers as a filter: runs of bytes as they are, and runs that repeat earlier ones.
 *
 * @see <a href="http://oldhome.schmorp.de/marc/liblzf.html">LibLZF</a>
 */
final class Lzf {
    private static final int LITERALS = 32; // a smaller head byte is the length of a plain run, less one
    private static final int LONG_RUN = 7;

    private Lzf() {}

    /** @param bytes what must come out */
    static ByteBuffer decompress(ByteBuffer stored, long bytes, Place place) {
        ByteBuffer out = Heap.allocate(bytes, place);
        return place.parse(() -> {
            while (stored.hasRemaining()) {
                int head = stored.get() & 0xff;
                if (head < LITERALS) {
                    out.put(Hdf5Header.take(stored, head + 1L));
                } else {
                    repeat(head, stored, out);
                }
            }
            return out.flip();
        });
    }

    private static void repeat(int head, ByteBuffer stored, ByteBuffer out) {
        int length = head >> 5;
        if (length == LONG_RUN) {
            length += stored.get() & 0xff;
        }
        int back = ((head & 0x1f) << 8) | (stored.get() & 0xff);
        int from = out.position() - back - 1;
        if (length + 2 > out.remaining()) {
            throw new IndexOutOfBoundsException("beyond the end of the chunk");
        }
        for (int i = 0; i < length + 2; i++) {
            out.put(out.get(from + i)); // may read what it has just written
        }
    }
}
