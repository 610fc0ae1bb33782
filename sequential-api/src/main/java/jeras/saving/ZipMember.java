package jeras.saving;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A member of a ZIP file.
 *
 * @param offset where its bytes begin in the file
 * @param stored how many there are
 * @param size how many there are when decompressed
 * @param method 0 as they are, 8 deflate
 */
record ZipMember(Source source, Place place, long offset, long stored, long size, int method, int crc) {
    private static final int DEFLATE = 8;
    private static final int EXPANSION = 200;
    private static final int SMALL = 4096;

    /** Refuses what cannot be honest, before anything is read. */
    void check() {
        if (method != 0 && method != DEFLATE) {
            throw place.error(
                    "a member that is stored or deflated",
                    "compression method " + method,
                    "save the model again with Keras or Jeras");
        }
        if (method == 0 && stored != size) {
            throw place.damaged(size + " bytes", stored + " bytes");
        }
        if (size < 0 || size > EXPANSION * stored + SMALL) {
            throw place.error(
                    "at most " + EXPANSION + " times its " + stored + " bytes when decompressed",
                    Long.toUnsignedString(size) + " bytes",
                    "do not use this file: it is made to fill the memory");
        }
    }

    /** The member as it was put in, its checksum compared. Stored ones are read in place, others are decompressed. */
    Source open() {
        CRC32 sum = new CRC32();
        Source content;
        if (method == 0) {
            content = source.part(offset, size, place);
            ByteBuffer block = ByteBuffer.allocate((int) Math.min(size, 1 << 20));
            for (long at = 0; at < size; at += block.capacity()) {
                block.clear().limit((int) Math.min(block.capacity(), size - at));
                content.read(at, block);
                sum.update(block.flip());
            }
        } else {
            byte[] bytes = inflate();
            sum.update(bytes);
            content = Source.of(bytes, place);
        }
        if ((int) sum.getValue() != crc) {
            throw place.damaged(
                    "bytes with the checksum 0x" + Integer.toHexString(crc),
                    "the checksum 0x" + Integer.toHexString((int) sum.getValue()));
        }
        return content;
    }

    /** The whole member, where it is small. */
    byte[] bytes(long most) {
        if (size > most) {
            throw place.error(
                    "at most " + most + " bytes", size + " bytes", "save the model again with Keras or Jeras");
        }
        return open().read(0, size).array();
    }

    private byte[] inflate() {
        byte[] bytes = Heap.allocate(size, place).array();
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(source.read(offset, stored));
            int filled = 0;
            int count = 1;
            while (count > 0 && filled < bytes.length) {
                count = inflater.inflate(bytes, filled, bytes.length - filled);
                filled += count;
            }
            boolean whole = filled == bytes.length && (inflater.finished() || inflater.inflate(new byte[1]) == 0);
            if (!whole) {
                throw place.damaged(size + " bytes when decompressed", "another number of bytes");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw place.damaged("a deflated member", "something else: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
