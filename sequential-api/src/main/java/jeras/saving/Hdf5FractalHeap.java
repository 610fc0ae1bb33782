package jeras.saving;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where HDF5 1.8 and later keep the links of a group that has many: message bodies on a heap whose blocks double in size
 * row by row, found through a version 2 B-tree of heap addresses.
 */
final class Hdf5FractalHeap {
    private static final int LINKS_BY_NAME = 5;
    private static final int NODE_FRAME = 10; // signature, version, type, checksum

    private final Hdf5File file;
    private final Place place;
    private final int idLength;
    private final int offsetWidth;
    private final int lengthWidth;
    private final int columns;
    private final long startSize;
    private final int directRows;
    private final long rootBlock;
    private final int rootRows;

    private Hdf5FractalHeap(Hdf5File file, ByteBuffer header, Place place) {
        this.file = file;
        this.place = place;
        idLength = header.getShort(5) & 0xffff;
        int filterLength = header.getShort(7) & 0xffff;
        long largestObject = header.getInt(10) & 0xffffffffL;
        columns = header.getShort(110) & 0xffff;
        startSize = header.getLong(112);
        long largestDirect = header.getLong(120);
        int bits = header.getShort(128) & 0xffff;
        rootBlock = header.getLong(132);
        rootRows = header.getShort(140) & 0xffff;
        if (filterLength != 0
                || columns == 0
                || bits == 0
                || bits > 63
                || Long.bitCount(startSize) != 1
                || Long.bitCount(largestDirect) != 1
                || startSize < 1
                || largestDirect < startSize) {
            throw place.damaged("a heap of links with block sizes that are powers of two", "another one");
        }
        offsetWidth = (bits + 7) / 8;
        lengthWidth = widthOf(Math.min(largestDirect, Math.max(1, largestObject)));
        directRows = log2(largestDirect) - log2(startSize) + 2;
    }

    static Hdf5FractalHeap open(Hdf5File file, long address, Place place) {
        ByteBuffer header = file.structure("FRHP", address, 142, place);
        return new Hdf5FractalHeap(file, header, place);
    }

    /** The bodies of all link messages that the B-tree at an address lists. */
    List<ByteBuffer> links(long tree) {
        ByteBuffer header = file.structure("BTHD", tree, 34, place);
        int type = header.get(5);
        long nodeSize = header.getInt(6) & 0xffffffffL;
        int recordSize = header.getShort(10) & 0xffff;
        int depth = header.getShort(12) & 0xffff;
        if (type != LINKS_BY_NAME || recordSize != 4 + idLength || nodeSize < NODE_FRAME + recordSize || depth > 16) {
            throw place.damaged("a B-tree of links by name", "one of type " + type + ", " + depth + " levels deep");
        }
        List<ByteBuffer> found = new ArrayList<>();
        if (header.getLong(16) != Hdf5File.UNDEFINED) {
            Tree shape = new Tree(nodeSize, recordSize, levels(nodeSize, recordSize, depth));
            node(header.getLong(16), header.getShort(24) & 0xffff, depth, shape, found);
        }
        return found;
    }

    /** How wide the counts of records are in a pointer to a child: of its own, and of all below it. */
    private record Level(int countWidth, int totalWidth) {}

    /** The widths follow from how many records a node can have at most; a leaf, at level 0, has no children. */
    private static List<Level> levels(long nodeSize, int recordSize, int depth) {
        List<Level> levels = new ArrayList<>(List.of(new Level(0, 0)));
        long most = (nodeSize - NODE_FRAME) / recordSize;
        long total = most;
        for (int level = 1; level <= depth; level++) {
            Level widths = new Level(widthOf(most), level == 1 ? 0 : widthOf(total));
            levels.add(widths);
            int pointer = 8 + widths.countWidth + widths.totalWidth;
            most = Math.max(1, (nodeSize - NODE_FRAME - pointer) / (recordSize + pointer));
            total = Math.min(Long.MAX_VALUE / 4 / (most + 1), total) * (most + 1) + most;
        }
        return levels;
    }

    /** The nodes of a tree have one size, and records of one size. */
    private record Tree(long nodeSize, int recordSize, List<Level> levels) {}

    private void node(long address, int count, int level, Tree shape, List<ByteBuffer> found) {
        ByteBuffer node = file.structure(level == 0 ? "BTLF" : "BTIN", address, shape.nodeSize, place);
        int records = 6;
        for (int i = 0; i < count; i++) {
            node.position(records + i * shape.recordSize + 4); // after the hash of the name
            found.add(object(Hdf5Header.take(node, idLength)));
        }
        if (level > 0) {
            node.position(records + count * shape.recordSize);
            for (int i = 0; i <= count; i++) {
                long child = node.getLong();
                int childCount = (int) Hdf5Header.unsigned(node, shape.levels.get(level).countWidth);
                Hdf5Header.unsigned(node, shape.levels.get(level).totalWidth);
                node(child, childCount, level - 1, shape, found);
            }
        }
    }

    private ByteBuffer object(ByteBuffer id) {
        int kind = id.get() >> 4;
        if (kind != 0) {
            throw place.damaged("a link on the heap", "a heap object of kind " + kind);
        }
        long offset = Hdf5Header.unsigned(id, offsetWidth);
        long length = Hdf5Header.unsigned(id, lengthWidth);
        if (rootRows == 0) {
            return file.structure(rootBlock + offset, length, place);
        }
        return inIndirect(rootBlock, rootRows, offset, length);
    }

    /** The blocks of rows 0 and 1 have the start size, of each further row twice that of the row before. */
    private ByteBuffer inIndirect(long block, int rows, long offset, long length) {
        long left = offset;
        for (int row = 0; row < rows && row < 64 - log2(startSize); row++) {
            long size = row == 0 ? startSize : startSize << (row - 1);
            if (left / size < columns) {
                long entry = (long) row * columns + left / size;
                long child = file.structure(block + 13 + offsetWidth + 8 * entry, 8, place)
                        .getLong();
                if (row < directRows) {
                    return file.structure(child + left % size, length, place);
                }
                // An indirect block at least halves what is left to search, so this ends.
                return inIndirect(child, log2(size) - log2(startSize * columns) + 1, left % size, length);
            }
            left -= size * columns;
        }
        throw place.damaged("an address on the heap of links", Long.toUnsignedString(offset));
    }

    private static int log2(long value) {
        return 63 - Long.numberOfLeadingZeros(value);
    }

    /** Bytes that it takes to write a number down. */
    private static int widthOf(long largest) {
        return log2(largest) / 8 + 1;
    }
}
