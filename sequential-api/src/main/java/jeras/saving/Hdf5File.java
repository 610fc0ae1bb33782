package jeras.saving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * An HDF5 file as far as weights need it: groups, data sets of numbers, and strings as attributes.
 *
 * <p>Written for hostile files. Every byte of structure that is looked at is counted, and a file may have its structure
 * read only {@value #STRUCTURE_READS} times over: so cycles, overlapping blocks and trees that share branches end soon,
 * whatever their form. An object is opened once only. jHDF, which was tried first, overflows the stack on a B-tree node
 * that is its own child, and allocates what a data set declares before looking at what is stored.
 *
 * <p>Superblocks 0 to 3 with 8-byte offsets; that is what h5py writes, for whichever {@code libver}.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">HDF5 file format, version 3</a>
 */
final class Hdf5File {
    /** The address that means "nothing is stored". */
    static final long UNDEFINED = -1L;

    static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private static final int STRUCTURE_READS = 16;
    private static final int EXPANSION = 200;
    private static final long SMALL = 1 << 20;

    private final Source source;
    private final Set<Long> opened = new HashSet<>();
    private final Map<Long, Map<Integer, ByteBuffer>> heaps = new HashMap<>();
    private long structureLeft;
    private long storedLeft;
    private long expandedLeft;
    private long root;

    private Hdf5File(Source source) {
        this.source = source;
        this.structureLeft = STRUCTURE_READS * source.size() + SMALL;
        this.storedLeft = source.size();
        this.expandedLeft = EXPANSION * source.size() + SMALL;
    }

    /** Opens a file; nothing but its first block is read. */
    static Hdf5File open(Source source) {
        Hdf5File file = new Hdf5File(source);
        file.root = file.readSuperblock();
        return file;
    }

    Hdf5Object root() {
        return open(root, source.place().at("/"));
    }

    /** The object whose header is at an address. Only once for each address: no cycles, and nothing is read twice. */
    Hdf5Object open(long address, Place place) {
        if (!opened.add(address)) {
            throw place.error(
                    "a tree of groups and data sets",
                    "a second link to the object at address " + address,
                    "write each object under one name only");
        }
        return new Hdf5Object(this, Hdf5Header.read(this, address, place));
    }

    /** Bytes of structure, against the allowance for the whole file. */
    ByteBuffer structure(long address, long length, Place place) {
        structureLeft -= Math.max(length, 16);
        if (structureLeft < 0) {
            throw place.damaged(
                    "structures that are read once",
                    "structures that are read more than " + STRUCTURE_READS + " times over");
        }
        return source.read(address, length);
    }

    /** A structure that begins with four letters. */
    ByteBuffer structure(String signature, long address, long length, Place place) {
        ByteBuffer bytes = structure(address, length, place);
        byte[] found = new byte[4];
        bytes.get(found);
        if (!signature.equals(new String(found, StandardCharsets.ISO_8859_1))) {
            throw place.damaged(
                    "\"" + signature + "\" at address " + address,
                    "0x" + HexFormat.of().formatHex(found));
        }
        return bytes;
    }

    /** Data as they are stored. Data sets cannot share their bytes, so all of them together fit into the file. */
    void data(long address, ByteBuffer into, Place place) {
        storedLeft -= into.remaining();
        if (storedLeft < 0) {
            throw place.damaged("no more data than the file's " + source.size() + " bytes", "data that overlap");
        }
        source.read(address, into);
    }

    /** Asks for room for data that come out of a filter larger than they are stored. */
    void expand(long bytes, Place place) {
        expandedLeft -= bytes;
        if (expandedLeft < 0) {
            throw place.error(
                    "at most " + EXPANSION + " times the file's " + source.size() + " bytes when decompressed",
                    bytes + " bytes more than are left of that",
                    "save the weights without compression, as Keras does");
        }
    }

    /**
     * An object of a "global heap" collection, where variable-length strings are kept.
     *
     * @param length how many of its bytes are wanted
     */
    ByteBuffer heapObject(long address, int index, int length, Place place) {
        if (length == 0) {
            return ByteBuffer.allocate(0);
        }
        Map<Integer, ByteBuffer> objects = heaps.get(address);
        if (objects == null) {
            objects = heap(address, place);
            heaps.put(address, objects);
        }
        ByteBuffer object = objects.get(index);
        if (object == null || length < 0 || length > object.remaining()) {
            throw place.damaged("object " + index + " of a heap of strings, " + length + " bytes", "none");
        }
        structureLeft -= length;
        if (structureLeft < 0) {
            throw place.damaged("strings that are read once", "strings that are read over and over");
        }
        return object.slice(0, length);
    }

    /** The objects of a collection: numbered, one after the other. */
    private Map<Integer, ByteBuffer> heap(long address, Place place) {
        long size = structure("GCOL", address, 16, place).getLong(8);
        ByteBuffer bytes = structure(address, size, place);
        Map<Integer, ByteBuffer> objects = new HashMap<>();
        int next = 16;
        while (next <= size - 16) {
            int index = bytes.getShort(next) & 0xffff;
            long length = bytes.getLong(next + 8);
            if (index == 0 || length < 0 || length > size - next - 16) {
                break;
            }
            objects.put(index, bytes.slice(next + 16, (int) length));
            next += (int) (16 + (length + 7) / 8 * 8);
        }
        return objects;
    }

    long size() {
        return source.size();
    }

    /** Returns the address of the root group's header. */
    private long readSuperblock() {
        Place place = source.place().at("superblock");
        byte[] signature = new byte[SIGNATURE.length];
        if (source.size() >= SIGNATURE.length) {
            source.read(0, ByteBuffer.wrap(signature));
        }
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw source.place()
                    .error("an HDF5 file", LooksLike.describe(source), "give a file that Keras or h5py has written");
        }
        int version = structure(8, 1, place).get() & 0xff;
        return switch (version) {
            case 0 -> superblock(13, 24, 40, place);
            case 1 -> superblock(13, 28, 40, place);
            case 2, 3 -> superblock(9, 12, 24, place);
            default ->
                throw place.error(
                        "HDF5 superblock version 0, 1, 2 or 3", "version " + version, "save the file with h5py 3");
        };
    }

    /** All versions hold, in this order: base address, something, end of file, ..., the root group's header. */
    private long superblock(int widthsAt, int addressesAt, int rootAt, Place place) {
        ByteBuffer widths = structure(widthsAt, 2, place);
        int offsetWidth = widths.get();
        int lengthWidth = widths.get();
        if (offsetWidth != 8 || lengthWidth != 8) {
            throw place.error(
                    "addresses and lengths of 8 bytes",
                    offsetWidth + " and " + lengthWidth + " bytes",
                    "save the file with h5py, which uses 8");
        }
        ByteBuffer addresses = structure(addressesAt, rootAt + 8, place);
        long base = addresses.getLong(0);
        long end = addresses.getLong(16);
        if (base != 0) {
            throw place.error("a file without a user block", "base address " + base, "save the file with h5py");
        }
        if (end < 0 || end > source.size()) {
            throw place.damaged(
                    Long.toUnsignedString(end) + " bytes, as the file says itself", source.size() + " bytes");
        }
        return addresses.getLong(rootAt);
    }
}
