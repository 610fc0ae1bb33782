package jeras.saving;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What was done to each chunk before it was stored: nothing, shuffling, deflate, LZF, or a checksum behind it. */
record Hdf5Filters(List<Integer> ids, int itemSize) {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int CHECKSUM = 3;
    private static final int LZF = 32000;

    static Hdf5Filters of(Hdf5Header header, int itemSize) {
        List<Integer> ids =
                header.find(Hdf5Header.FILTERS).map(Hdf5Filters::ids).orElseGet(List::of);
        for (int id : ids) {
            if (id != DEFLATE && id != SHUFFLE && id != CHECKSUM && id != LZF) {
                throw header.place()
                        .error(
                                "chunks that are plain, or compressed with gzip or LZF",
                                "chunks with HDF5 filter " + id,
                                "save the weights without compression, as Keras does");
            }
        }
        return new Hdf5Filters(ids, itemSize);
    }

    private static List<Integer> ids(ByteBuffer message) {
        int version = message.get();
        int count = message.get() & 0xff;
        message.position(version == 1 ? 8 : 2);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = message.getShort() & 0xffff;
            int nameLength = version == 1 || id >= 256 ? message.getShort() & 0xffff : 0;
            message.getShort(); // flags
            int values = message.getShort() & 0xffff;
            int padding = version == 1 && values % 2 == 1 ? 4 : 0;
            Hdf5Header.take(message, nameLength + 4L * values + padding);
            ids.add(id);
        }
        return ids;
    }

    /**
     * Gives back a chunk as it was.
     *
     * @param skipped a bit for each filter that was left out for this chunk
     * @param bytes what must come out
     */
    ByteBuffer undo(ByteBuffer stored, int skipped, long bytes, Place place) {
        ByteBuffer chunk = stored;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if ((skipped >> i & 1) == 0) {
                order.add(ids.get(i));
            }
        }
        Collections.reverse(order);
        for (int id : order) {
            chunk = switch (id) {
                case DEFLATE -> inflate(chunk, bytes, place);
                case LZF -> Lzf.decompress(chunk, bytes, place);
                case CHECKSUM -> withoutChecksum(chunk, place);
                default -> unshuffle(chunk, place);
            };
        }
        if (chunk.remaining() != bytes) {
            throw place.damaged("a chunk of " + bytes + " bytes", chunk.remaining() + " bytes");
        }
        return chunk;
    }

    private static ByteBuffer inflate(ByteBuffer stored, long bytes, Place place) {
        Inflater inflater = new Inflater();
        try {
            ByteBuffer chunk = Heap.allocate(bytes, place);
            inflater.setInput(stored);
            int count = 1;
            while (chunk.hasRemaining() && !inflater.finished() && count > 0) {
                count = inflater.inflate(chunk);
            }
            return chunk.flip();
        } catch (DataFormatException e) {
            throw place.damaged("a chunk compressed with gzip", "something else: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    /** The sum is HDF5's own, over the stored bytes; what does not fit together shows in the number of bytes. */
    private static ByteBuffer withoutChecksum(ByteBuffer chunk, Place place) {
        if (chunk.remaining() < Integer.BYTES) {
            throw place.damaged("a chunk with a checksum", chunk.remaining() + " bytes");
        }
        return chunk.slice(chunk.position(), chunk.remaining() - Integer.BYTES);
    }

    /** Shuffling puts the first bytes of all items first, then all second bytes. */
    private ByteBuffer unshuffle(ByteBuffer shuffled, Place place) {
        int count = shuffled.remaining() / itemSize;
        ByteBuffer chunk = Heap.allocate(shuffled.remaining(), place);
        for (int b = 0; b < itemSize; b++) {
            for (int i = 0; i < count; i++) {
                chunk.put(i * itemSize + b, shuffled.get(b * count + i));
            }
        }
        return chunk;
    }
}
