package jeras.saving;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** An array that is stored as equal boxes, possibly compressed. */
final class Hdf5Chunks {
    private final Hdf5File file;
    private final Place place;
    private final Hdf5Filters filters;
    private final long[] shape;
    private final int itemSize;
    private final long[] box;
    private final long chunkBytes;
    private final long chunkCount;
    private final Set<Long> placed = new HashSet<>();
    private final ByteBuffer values;

    /**
     * Takes memory for the whole array, which is checked against what the file can hold.
     *
     * @param lengths the lengths of a box, and behind them the size of an item
     */
    Hdf5Chunks(Hdf5File file, Hdf5Header header, long[] shape, int itemSize, long[] lengths) {
        this.file = file;
        this.place = header.place();
        this.filters = Hdf5Filters.of(header, itemSize);
        this.shape = shape;
        this.itemSize = itemSize;
        if (lengths.length != shape.length + 1 || shape.length == 0 || lengths[shape.length] != itemSize) {
            throw place.damaged(
                    "chunks of " + shape.length + " axes and " + itemSize + "-byte items", Arrays.toString(lengths));
        }
        this.box = Arrays.copyOf(lengths, shape.length);
        try {
            this.chunkBytes = size(box);
            this.chunkCount = count();
            long bytes = size(shape);
            file.expand(bytes, place);
            this.values = Heap.allocate(bytes, place);
        } catch (ArithmeticException e) {
            throw place.damaged("chunks with a size", Arrays.toString(lengths));
        }
    }

    long chunkBytes() {
        return chunkBytes;
    }

    ByteBuffer byTree(long address) {
        if (chunkCount > 0) {
            tree(address, -1);
        }
        return complete();
    }

    ByteBuffer single(long address, long stored, int skippedFilters) {
        if (chunkCount > 0) {
            chunk(address, stored, skippedFilters, new long[shape.length]);
        }
        return complete();
    }

    /** A chunk that is missing stands for the fill value, and so a shape of any size could be declared with no data. */
    private ByteBuffer complete() {
        if (placed.size() != chunkCount) {
            throw place.damaged(chunkCount + " chunks", placed.size() + " chunks");
        }
        return values;
    }

    /** Each level is one lower than the one above, so the depth is bounded; the allowance of structure bounds the width. */
    private void tree(long address, int expectedLevel) {
        ByteBuffer head = file.structure("TREE", address, 24, place);
        int type = head.get();
        int level = head.get() & 0xff;
        int count = head.getShort() & 0xffff;
        if (type != 1 || (expectedLevel >= 0 && level != expectedLevel)) {
            throw place.damaged("a B-tree of chunks", "a node of type " + type + " at level " + level);
        }
        int key = 8 + 8 * (shape.length + 1);
        ByteBuffer entries = file.structure(address + 24, (long) count * (key + 8), place);
        for (int i = 0; i < count; i++) {
            long stored = entries.getInt() & 0xffffffffL;
            int skippedFilters = entries.getInt();
            long[] corner = new long[shape.length];
            for (int axis = 0; axis < corner.length; axis++) {
                corner[axis] = entries.getLong();
            }
            entries.getLong(); // the offset inside an item: 0
            long child = entries.getLong();
            if (level == 0) {
                chunk(child, stored, skippedFilters, corner);
            } else {
                tree(child, level - 1);
            }
        }
    }

    private void chunk(long address, long stored, int skippedFilters, long[] corner) {
        if (stored > file.size() || !placed.add(number(corner))) {
            throw place.damaged("each chunk once, inside the file", "another one at " + Arrays.toString(corner));
        }
        file.expand(chunkBytes, place);
        ByteBuffer raw = Heap.allocate(stored, place);
        file.data(address, raw, place);
        ByteBuffer chunk = filters.undo(raw.flip(), skippedFilters, chunkBytes, place);
        copy(chunk, 0, 0, corner, 0);
    }

    /** Copies the part of a box that lies inside the array, row by row. */
    private void copy(ByteBuffer chunk, long chunkItem, long item, long[] corner, int axis) {
        long inside = Math.min(box[axis], shape[axis] - corner[axis]);
        if (axis == shape.length - 1) {
            int length = (int) (inside * itemSize);
            values.put(
                    (int) ((item * shape[axis] + corner[axis]) * itemSize),
                    chunk,
                    (int) (chunkItem * box[axis] * itemSize),
                    length);
            return;
        }
        for (long i = 0; i < inside; i++) {
            copy(chunk, chunkItem * box[axis] + i, item * shape[axis] + corner[axis] + i, corner, axis + 1);
        }
    }

    /** The number of a chunk in row-major order. */
    private long number(long[] corner) {
        long number = 0;
        for (int axis = 0; axis < box.length; axis++) {
            boolean onGrid = corner[axis] >= 0 && corner[axis] < shape[axis] && corner[axis] % box[axis] == 0;
            if (!onGrid) {
                throw place.damaged("chunks on a grid inside the array", "one at " + Arrays.toString(corner));
            }
            number = number * ((shape[axis] + box[axis] - 1) / box[axis]) + corner[axis] / box[axis];
        }
        return number;
    }

    private long size(long[] lengths) {
        long size = itemSize;
        for (long length : lengths) {
            size = Math.multiplyExact(size, length);
        }
        return size;
    }

    private long count() {
        long count = 1;
        for (int axis = 0; axis < box.length; axis++) {
            if (box[axis] <= 0) {
                throw new ArithmeticException("a box without extent");
            }
            count = Math.multiplyExact(count, Math.addExact(shape[axis], box[axis] - 1) / box[axis]);
        }
        return count;
    }
}
