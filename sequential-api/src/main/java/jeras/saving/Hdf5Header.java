package jeras.saving;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The header of an HDF5 object: a list of typed messages, in one block or continued in others. */
record Hdf5Header(Place place, List<Message> messages) {
    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int FILL_VALUE = 0x05;
    static final int LINK = 0x06;
    static final int EXTERNAL_FILES = 0x07;
    static final int LAYOUT = 0x08;
    static final int GROUP_INFO = 0x0a;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int SYMBOL_TABLE = 0x11;

    private static final int CONTINUATION = 0x10;
    private static final int SHARED = 2;
    private static final int MOST_MESSAGES = 0xffff; // the first version counts them in 2 bytes

    private record Message(int type, boolean shared, ByteBuffer body) {}

    private record Block(long address, long length) {}

    static Hdf5Header read(Hdf5File file, long address, Place place) {
        return place.parse(() -> {
            int first = file.structure(address, 4, place).get() & 0xff;
            return switch (first) {
                case 1 -> version1(file, address, place);
                case 'O' -> version2(file, address, place);
                default ->
                    throw place.damaged("an object header at address " + address, "one that begins with byte " + first);
            };
        });
    }

    /** The only message of a type, if there is one; independent of the other views. */
    Optional<ByteBuffer> find(int type) {
        List<ByteBuffer> all = all(type);
        if (all.size() > 1) {
            throw place.damaged("one message of type " + type, all.size() + " of them");
        }
        return all.stream().findFirst();
    }

    ByteBuffer require(int type, String meaning) {
        return find(type).orElseThrow(() -> place.damaged("a data set with a " + meaning, "none"));
    }

    /** All messages of a type, in file order, each from its first byte. */
    List<ByteBuffer> all(int type) {
        List<ByteBuffer> found = new ArrayList<>();
        for (Message message : messages) {
            if (message.type == type) {
                if (message.shared) {
                    throw place.error(
                            "a type or a shape of its own",
                            "one that is shared with other objects",
                            "save the file with plain data sets, as Keras does");
                }
                found.add(message.body.duplicate().order(ByteOrder.LITTLE_ENDIAN));
            }
        }
        return found;
    }

    private static Hdf5Header version1(Hdf5File file, long address, Place place) {
        ByteBuffer prefix = file.structure(address, 16, place);
        int count = prefix.getShort(2) & 0xffff;
        long size = prefix.getInt(8) & 0xffffffffL;
        List<Message> messages = new ArrayList<>();
        Deque<Block> blocks = new ArrayDeque<>(List.of(new Block(address + 16, size)));
        Set<Long> seen = new HashSet<>();
        while (!blocks.isEmpty() && messages.size() < count) {
            Block block = once(blocks.remove(), seen, place);
            ByteBuffer bytes = file.structure(block.address, block.length, place);
            while (bytes.remaining() >= 8 && messages.size() < count) {
                int type = bytes.getShort() & 0xffff;
                int length = bytes.getShort() & 0xffff;
                int flags = bytes.get();
                bytes.position(bytes.position() + 3);
                add(messages, type, flags, take(bytes, length), blocks, place);
            }
        }
        return new Hdf5Header(place, messages);
    }

    private static Hdf5Header version2(Hdf5File file, long address, Place place) {
        ByteBuffer prefix = file.structure("OHDR", address, 6, place);
        int version = prefix.get();
        int flags = prefix.get();
        if (version != 2) {
            throw place.damaged("object header version 2", "version " + version);
        }
        int optional = ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        int width = 1 << (flags & 3);
        long sizeAt = address + 6 + optional;
        long size = unsigned(file.structure(sizeAt, width, place), width);
        boolean ordered = (flags & 4) != 0;
        List<Message> messages = new ArrayList<>();
        Deque<Block> blocks = new ArrayDeque<>();
        messages2(file.structure(sizeAt + width, size, place), ordered, messages, blocks, place);
        Set<Long> seen = new HashSet<>();
        while (!blocks.isEmpty()) {
            Block block = once(blocks.remove(), seen, place);
            ByteBuffer bytes = file.structure("OCHK", block.address, block.length, place);
            messages2(bytes.limit(bytes.limit() - 4), ordered, messages, blocks, place); // without the checksum
        }
        return new Hdf5Header(place, messages);
    }

    private static void messages2(
            ByteBuffer bytes, boolean ordered, List<Message> messages, Deque<Block> blocks, Place place) {
        int prefix = ordered ? 6 : 4;
        while (bytes.remaining() >= prefix) {
            int type = bytes.get() & 0xff;
            int length = bytes.getShort() & 0xffff;
            int flags = bytes.get();
            bytes.position(bytes.position() + prefix - 4);
            add(messages, type, flags, take(bytes, length), blocks, place);
        }
    }

    private static void add(
            List<Message> messages, int type, int flags, ByteBuffer body, Deque<Block> blocks, Place place) {
        if (messages.size() >= MOST_MESSAGES) {
            throw place.damaged("at most " + MOST_MESSAGES + " messages in an object header", "more");
        }
        messages.add(new Message(type, (flags & SHARED) != 0, body));
        if (type == CONTINUATION) {
            blocks.add(new Block(body.getLong(0), body.getLong(8)));
        }
    }

    private static Block once(Block block, Set<Long> seen, Place place) {
        if (!seen.add(block.address)) {
            throw place.damaged("an object header with an end", "one that continues in itself");
        }
        return block;
    }

    /** The next bytes as a buffer of their own; it runs out where they do. */
    static ByteBuffer take(ByteBuffer bytes, long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new IndexOutOfBoundsException("beyond the end of the structure");
        }
        ByteBuffer part = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    /** A little-endian number of 1 to 8 bytes; one above {@link Long#MAX_VALUE} comes out negative and is refused later. */
    static long unsigned(ByteBuffer bytes, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes.get() & 0xffL) << (8 * i);
        }
        return value;
    }
}
