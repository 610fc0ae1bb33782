package jeras.saving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Bytes that are read by position: a whole file, a stretch of one, or memory.
 *
 * <p>A read outside the bounds is a {@link jeras.FileFormatException}. Files are read with positioned reads, not mapped:
 * a mapped file that somebody cuts short while it is read takes the JVM down.
 */
abstract class Source {
    private final Place place;
    private final long size;

    private Source(Place place, long size) {
        this.place = place;
        this.size = size;
    }

    /** A file that stays open for as long as it is read. */
    static Source of(FileChannel channel, Place place) throws IOException {
        return new Source(place, channel.size()) {
            @Override
            void fill(long position, ByteBuffer into) throws IOException {
                long next = position;
                while (into.hasRemaining()) {
                    int count = channel.read(into, next);
                    if (count < 0) {
                        throw new IOException("the file became shorter while it was read");
                    }
                    next += count;
                }
            }
        };
    }

    static Source of(byte[] bytes, Place place) {
        return new Source(place, bytes.length) {
            @Override
            void fill(long position, ByteBuffer into) {
                into.put(bytes, (int) position, into.remaining());
            }
        };
    }

    /** A stretch of this source, which must lie inside it. */
    final Source part(long offset, long length, Place inside) {
        require(offset, length);
        Source whole = this;
        return new Source(inside, length) {
            @Override
            void fill(long position, ByteBuffer into) throws IOException {
                whole.fill(offset + position, into);
            }
        };
    }

    abstract void fill(long position, ByteBuffer into) throws IOException;

    final long size() {
        return size;
    }

    final Place place() {
        return place;
    }

    /** Fills what remains of {@code into} with the bytes from {@code position} on. */
    final void read(long position, ByteBuffer into) {
        require(position, into.remaining());
        try {
            fill(position, into);
        } catch (IOException e) {
            throw place.unreadable(e);
        }
    }

    /** The bytes {@code [position, position + length)}, little-endian as every structure of ZIP and HDF5 is. */
    final ByteBuffer read(long position, long length) {
        require(position, length);
        ByteBuffer bytes = Heap.allocate(length, place).order(ByteOrder.LITTLE_ENDIAN);
        read(position, bytes);
        return bytes.flip();
    }

    private void require(long position, long length) {
        if (position < 0 || length < 0 || length > size || position > size - length) {
            throw place.damaged(
                    length + " bytes at position " + Long.toUnsignedString(position), size + " bytes in all");
        }
    }
}
