package jeras.saving;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import jeras.Array;

/** Reads the values of an HDF5 data set, whichever way they are laid out. */
final class Hdf5Dataset {
    private static final int COMPACT = 0;
    private static final int CONTIGUOUS = 1;
    private static final int CHUNKED = 2;
    private static final int VIRTUAL = 3;

    private final Hdf5File file;
    private final Hdf5Header header;
    private final Place place;
    private final Shape shape;
    private final Hdf5Type type;
    private final long bytes;

    private Hdf5Dataset(Hdf5File file, Hdf5Header header, Optional<String> kerasType) {
        this.file = file;
        this.header = header;
        this.place = header.place();
        this.shape = shape(header.require(Hdf5Header.DATASPACE, "shape"), place);
        this.type = Hdf5Type.read(header.require(Hdf5Header.DATATYPE, "type"), kerasType, place);
        this.bytes = bytes(shape, type.size(), place);
    }

    /**
     * Reads a data set onto the heap.
     *
     * @param kerasType the attribute {@code dtype}, which tells 2-byte opaque values from bfloat16
     */
    static Array read(Hdf5File file, Hdf5Header header, Optional<String> kerasType) {
        Hdf5Dataset dataset = new Hdf5Dataset(file, header, kerasType);
        ByteBuffer values = dataset.values();
        Numbers.toNativeOrder(values, dataset.type);
        if (dataset.type.dataType() == DataType.BFLOAT16) {
            ByteBuffer floats = Heap.allocate(2L * values.remaining(), dataset.place);
            return Array.wrap(Numbers.widenBfloat16(values, floats), dataset.shape, DataType.FLOAT32);
        }
        if (dataset.type.dataType() == DataType.BOOLEAN) {
            Numbers.requireBooleans(values, dataset.place);
        }
        return Array.wrap(values, dataset.shape, dataset.type.dataType());
    }

    private static Shape shape(ByteBuffer message, Place place) {
        int version = message.get();
        int rank = message.get() & 0xff;
        message.get();
        boolean known = version == 1 || (version == 2 && message.get(3) < 2);
        if (!known || rank > 32) {
            throw place.error(
                    "an array of at most 32 axes, or a scalar",
                    "a shape of version " + version + " with " + rank + " axes",
                    "save a weight that has values");
        }
        message.position(version == 1 ? 8 : 4);
        long[] axes = new long[rank];
        for (int i = 0; i < rank; i++) {
            axes[i] = message.getLong();
            if (axes[i] < 0) {
                throw place.damaged("axes with lengths", "one of " + Long.toUnsignedString(axes[i]));
            }
        }
        return new Shape(axes);
    }

    private static long bytes(Shape shape, int size, Place place) {
        long bytes = size;
        try {
            for (long axis : shape.getShape()) {
                bytes = Math.multiplyExact(bytes, axis);
            }
        } catch (ArithmeticException e) {
            throw place.damaged("a shape whose size is a number", Arrays.toString(shape.getShape()));
        }
        return bytes;
    }

    private ByteBuffer values() {
        if (header.find(Hdf5Header.EXTERNAL_FILES).isPresent()) {
            throw place.error(
                    "values in this file",
                    "values in another file",
                    "save the weights themselves in the file: it could name any file of this machine");
        }
        ByteBuffer layout = header.require(Hdf5Header.LAYOUT, "layout");
        int version = layout.get();
        return switch (version) {
            case 1, 2 -> oldLayout(layout);
            case 3, 4, 5 -> layout(layout, version);
            default -> throw place.damaged("layout version 1 to 5", "version " + version);
        };
    }

    private ByteBuffer oldLayout(ByteBuffer layout) {
        int rank = layout.get() & 0xff;
        int kind = layout.get();
        layout.position(8);
        long address = kind == COMPACT ? 0 : layout.getLong();
        long[] lengths = new long[rank];
        for (int i = 0; i < rank; i++) {
            lengths[i] = layout.getInt() & 0xffffffffL;
        }
        return switch (kind) {
            case COMPACT -> compact(layout, layout.getInt());
            case CONTIGUOUS -> contiguous(address, bytes);
            case CHUNKED -> chunked(lengths).byTree(address);
            default -> throw unknown(kind);
        };
    }

    private ByteBuffer layout(ByteBuffer layout, int version) {
        int kind = layout.get();
        return switch (kind) {
            case COMPACT -> compact(layout, layout.getShort() & 0xffff);
            case CONTIGUOUS -> contiguous(layout.getLong(), layout.getLong());
            case CHUNKED -> version == 3 ? treeOfChunks(layout) : newerChunks(layout);
            default -> throw unknown(kind);
        };
    }

    private ByteBuffer treeOfChunks(ByteBuffer layout) {
        int rank = layout.get() & 0xff;
        long address = layout.getLong();
        long[] lengths = new long[rank];
        for (int i = 0; i < rank; i++) {
            lengths[i] = layout.getInt() & 0xffffffffL;
        }
        return chunked(lengths).byTree(address);
    }

    /** HDF5 1.10 has five kinds of index over chunks; the one for a single chunk is all that a small array meets. */
    private ByteBuffer newerChunks(ByteBuffer layout) {
        int flags = layout.get();
        int rank = layout.get() & 0xff;
        int width = layout.get();
        long[] lengths = new long[rank];
        for (int i = 0; i < rank; i++) {
            lengths[i] = Hdf5Header.unsigned(layout, width);
        }
        int index = layout.get();
        if (index != 1) {
            throw place.error(
                    "chunks in a tree, or a single chunk",
                    "an index of HDF5 1.10 over chunks, type " + index,
                    "save the file with h5py's default libver, or without chunks");
        }
        Hdf5Chunks chunks = chunked(lengths);
        boolean filtered = (flags & 2) != 0;
        long stored = filtered ? layout.getLong() : chunks.chunkBytes();
        int skipped = filtered ? layout.getInt() : 0;
        return chunks.single(layout.getLong(), stored, skipped);
    }

    private Hdf5Chunks chunked(long[] lengths) {
        return new Hdf5Chunks(file, header, shape.getShape(), type.size(), lengths);
    }

    private ByteBuffer compact(ByteBuffer layout, long size) {
        requireSize(size);
        ByteBuffer stored = Hdf5Header.take(layout, bytes);
        return Heap.allocate(bytes, place).put(stored).flip();
    }

    private ByteBuffer contiguous(long address, long size) {
        if (bytes == 0) {
            return Heap.allocate(0, place);
        }
        if (address == Hdf5File.UNDEFINED) {
            throw place.damaged(bytes + " bytes of values", "a shape without values");
        }
        requireSize(size);
        if (bytes > file.size()) {
            throw place.damaged(bytes + " bytes of values", "a file of " + file.size() + " bytes");
        }
        ByteBuffer values = Heap.allocate(bytes, place);
        file.data(address, values, place);
        return values.flip();
    }

    private void requireSize(long size) {
        if (size != bytes) {
            throw place.damaged(bytes + " bytes for " + type.dataType() + " " + shape, size + " bytes");
        }
    }

    private RuntimeException unknown(int kind) {
        return place.error(
                "values in one piece or in chunks",
                kind == VIRTUAL ? "a view of other files" : "a layout of class " + kind,
                "save the weights themselves in the file");
    }
}
