package jeras.saving;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * An HDF5 file of arrays in groups: all headers in front, all values behind, nothing in memory twice.
 *
 * <p>Superblock 0 and version 1 headers, with groups as link messages: readable by HDF5 1.8 (2008) and later. The same
 * arrays give the same bytes. jHDF was tried for this: it has no float16, no arrays of length zero, and damages the file
 * where a group is empty.
 */
final class Hdf5Writer {
    private static final int SUPERBLOCK = 96;
    private static final int HEADER_PREFIX = 16;
    private static final int MESSAGE_PREFIX = 8;
    private static final int MOST_MEMBERS = 0xffff - 2; // a header counts its messages in 2 bytes

    private final ByteBuffer head;
    private final List<Array> values = new ArrayList<>();
    private long size;

    /** A group with members, or a data set with an array. */
    private static final class Node {
        final Map<String, Node> members = new TreeMap<>(WeightStore.NATURAL_ORDER);
        Array array;
        ByteBuffer type;
        long address;
    }

    private Hdf5Writer(Node root) {
        long headers = place(root, SUPERBLOCK);
        this.head = ByteBuffer.allocate(Math.toIntExact(headers)).order(ByteOrder.LITTLE_ENDIAN);
        this.size = headers;
        header(root);
        superblock(root);
    }

    /**
     * Lays out a file.
     *
     * @param weights arrays by path, as {@code layers/dense/vars/0}; bfloat16 is widened to float32, which Keras casts back
     */
    static Hdf5Writer of(Map<String, Array> weights) {
        Node root = new Node();
        weights.forEach((path, array) -> {
            if (path.length() > Hdf5Object.LONGEST_PATH) {
                throw notAPath(path, "a path of at most " + Hdf5Object.LONGEST_PATH + " characters");
            }
            Node node = root;
            for (String name : path.split("/", -1)) {
                if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf(0) >= 0) {
                    throw notAPath(path, "names divided by single slashes");
                }
                if (node.array != null) {
                    throw notAPath(path, "a path that does not lead through another array");
                }
                Map<String, Node> members = node.members;
                node = members.computeIfAbsent(name, unused -> new Node());
                if (members.size() > MOST_MEMBERS) {
                    throw notAPath(path, "a group of at most " + MOST_MEMBERS + " members");
                }
            }
            if (!node.members.isEmpty() || node.array != null) {
                throw notAPath(path, "a path that no other array has or leads through");
            }
            node.array = array.dataType() == DataType.BFLOAT16 ? widened(array) : array;
            node.type = Hdf5TypeCode.of(node.array.dataType(), path);
        });
        return new Hdf5Writer(root);
    }

    private static Array widened(Array array) {
        ByteBuffer floats = ByteBuffer.allocate(2 * array.bytes().remaining());
        return Array.wrap(Numbers.widenBfloat16(array.bytes(), floats), array.shape(), DataType.FLOAT32);
    }

    private static InvalidArgumentException notAPath(String path, String expected) {
        return new InvalidArgumentException(JerasException.message(
                "The weight \"" + path + "\" cannot be saved.", expected, "\"" + path + "\"", "give it another path"));
    }

    /** The bytes of the file. */
    long size() {
        return size;
    }

    /** Writes the file; can be called again, and gives the same bytes. */
    void writeTo(OutputStream out) throws IOException {
        out.write(head.array());
        byte[] block = new byte[1 << 16];
        for (Array array : values) {
            ByteBuffer bytes = array.bytes();
            int padding = (int) (align(bytes.remaining()) - bytes.remaining());
            while (bytes.hasRemaining()) {
                int count = Math.min(block.length, bytes.remaining());
                bytes.get(block, 0, count);
                out.write(block, 0, count);
            }
            out.write(new byte[padding]);
        }
    }

    /** Gives each header its address and returns the first free one. */
    private static long place(Node node, long address) {
        node.address = address;
        long next = address + headerSize(node);
        for (Node member : node.members.values()) {
            next = place(member, next);
        }
        return next;
    }

    private static long headerSize(Node node) {
        if (node.array != null) {
            int rank = node.array.shape().dimension();
            return HEADER_PREFIX
                    + 4L * MESSAGE_PREFIX
                    + 8
                    + 8L * rank // shape
                    + align(node.type.remaining())
                    + 8 // fill value
                    + 24; // layout
        }
        long links = 0;
        for (String name : node.members.keySet()) {
            links += MESSAGE_PREFIX + align(linkSize(name));
        }
        return HEADER_PREFIX + MESSAGE_PREFIX + 24 + MESSAGE_PREFIX + 8 + links;
    }

    private static int linkSize(String name) {
        return 1 + 1 + 1 + 2 + utf8(name).length + 8;
    }

    private void header(Node node) {
        head.position((int) node.address);
        int messages = node.array == null ? 2 + node.members.size() : 4;
        head.put((byte) 1).put((byte) 0).putShort((short) messages).putInt(1);
        head.putInt((int) (headerSize(node) - HEADER_PREFIX)).putInt(0);
        if (node.array == null) {
            group(node);
        } else {
            dataset(node);
        }
        node.members.values().forEach(this::header);
    }

    private void group(Node node) {
        message(Hdf5Header.LINK_INFO, 24);
        head.putShort((short) 0).putLong(Hdf5File.UNDEFINED).putLong(Hdf5File.UNDEFINED);
        head.position(head.position() + 6);
        message(Hdf5Header.GROUP_INFO, 8);
        head.putLong(0);
        node.members.forEach((name, member) -> {
            byte[] utf8 = utf8(name);
            long length = align(linkSize(name));
            message(Hdf5Header.LINK, length);
            head.put((byte) 1).put((byte) 0x11).put((byte) 1).putShort((short) utf8.length); // UTF-8, 2-byte length
            head.put(utf8).putLong(member.address);
            head.position(head.position() + (int) (length - linkSize(name)));
        });
    }

    private void dataset(Node node) {
        long[] axes = node.array.shape().getShape();
        message(Hdf5Header.DATASPACE, 8 + 8L * axes.length);
        head.put((byte) 1).put((byte) axes.length).putShort((short) 0).putInt(0);
        for (long axis : axes) {
            head.putLong(axis);
        }
        int typeSize = node.type.remaining();
        message(Hdf5Header.DATATYPE, align(typeSize));
        head.put(node.type.duplicate());
        head.position(head.position() + (int) align(typeSize) - typeSize);
        message(Hdf5Header.FILL_VALUE, 8);
        head.put((byte) 2).put((byte) 2).put((byte) 2).put((byte) 1).putInt(0); // late, if set, the default: zero
        message(Hdf5Header.LAYOUT, 24);
        long bytes = node.array.bytes().remaining();
        head.put((byte) 3)
                .put((byte) 1)
                .putLong(bytes == 0 ? Hdf5File.UNDEFINED : size)
                .putLong(bytes);
        head.position(head.position() + 6);
        values.add(node.array);
        size += align(bytes);
    }

    private void message(int type, long length) {
        head.putShort((short) type).putShort((short) length).putInt(0);
    }

    private void superblock(Node root) {
        head.position(0);
        head.put(Hdf5File.SIGNATURE);
        head.putInt(0).put((byte) 0).put((byte) 8).put((byte) 8).put((byte)
                0); // versions; widths of addresses, lengths
        head.putShort((short) 4).putShort((short) 16).putInt(0); // sizes of B-tree nodes, which are not used
        head.putLong(0).putLong(Hdf5File.UNDEFINED).putLong(size).putLong(Hdf5File.UNDEFINED);
        head.putLong(0).putLong(root.address).putLong(0);
    }

    private static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static long align(long length) {
        return (length + 7) / 8 * 8;
    }
}
