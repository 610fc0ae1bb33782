package jeras.saving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The hard links of a group, name by name; other kinds of links are refused, as Keras refuses them. */
final class Hdf5Links {
    private static final int SOFT = 1;
    private static final int EXTERNAL = 64;
    private static final int SYMBOL_ENTRY = 40;

    private final Hdf5File file;
    private final Place place;
    private final Map<String, Long> links = new TreeMap<>(WeightStore.NATURAL_ORDER);

    private Hdf5Links(Hdf5File file, Place place) {
        this.file = file;
        this.place = place;
    }

    /** Name to header address, numbers in names in numeric order. */
    static Map<String, Long> of(Hdf5File file, Hdf5Header header) {
        Hdf5Links links = new Hdf5Links(file, header.place());
        Optional<ByteBuffer> table = header.find(Hdf5Header.SYMBOL_TABLE);
        if (table.isPresent()) {
            links.symbolTable(table.get());
        } else {
            header.all(Hdf5Header.LINK).forEach(links::link);
            header.find(Hdf5Header.LINK_INFO).ifPresent(links::dense);
        }
        return links.links;
    }

    /** A group in the form of HDF5 1.0 to 1.6, h5py's default: a B-tree of symbol nodes, names on a heap of their own. */
    private void symbolTable(ByteBuffer message) {
        long tree = message.getLong();
        ByteBuffer heap = file.structure("HEAP", message.getLong(), 32, place);
        ByteBuffer names = file.structure(heap.getLong(24), heap.getLong(8), place);
        symbolTree(tree, -1, names);
    }

    /** Each level is one lower than the one above, so the depth is bounded; the allowance of structure bounds the width. */
    private void symbolTree(long address, int expectedLevel, ByteBuffer names) {
        ByteBuffer head = file.structure("TREE", address, 24, place);
        int type = head.get();
        int level = head.get() & 0xff;
        int count = head.getShort() & 0xffff;
        if (type != 0 || (expectedLevel >= 0 && level != expectedLevel)) {
            throw place.damaged("a B-tree of a group", "a node of type " + type + " at level " + level);
        }
        ByteBuffer entries = file.structure(address + 24, 16L * count + 8, place);
        for (int i = 0; i < count; i++) {
            long child = entries.getLong(16 * i + 8);
            if (level == 0) {
                symbolNode(child, names);
            } else {
                symbolTree(child, level - 1, names);
            }
        }
    }

    private void symbolNode(long address, ByteBuffer names) {
        int count = file.structure("SNOD", address, 8, place).getShort(6) & 0xffff;
        ByteBuffer entries = file.structure(address + 8, (long) SYMBOL_ENTRY * count, place);
        for (int i = 0; i < count; i++) {
            int entry = SYMBOL_ENTRY * i;
            String name = name(names, entries.getLong(entry));
            if (entries.getInt(entry + 16) == 2) {
                throw refused(name, "a soft link");
            }
            add(name, entries.getLong(entry + 8));
        }
    }

    private String name(ByteBuffer names, long offset) {
        if (offset < 0 || offset >= names.limit()) {
            throw place.damaged("a name in " + names.limit() + " bytes of names", "one at " + offset);
        }
        int end = (int) offset;
        while (names.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - (int) offset];
        names.get((int) offset, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** A link message, the form of HDF5 1.8 and later. */
    private void link(ByteBuffer message) {
        int version = message.get();
        if (version != 1) {
            throw place.damaged("link message version 1", "version " + version);
        }
        int flags = message.get();
        int type = (flags & 0x08) != 0 ? message.get() : 0;
        if ((flags & 0x04) != 0) {
            message.getLong(); // creation order
        }
        if ((flags & 0x10) != 0) {
            message.get(); // character set: ASCII is UTF-8 too
        }
        long length = Hdf5Header.unsigned(message, 1 << (flags & 3));
        String name =
                StandardCharsets.UTF_8.decode(Hdf5Header.take(message, length)).toString();
        switch (type) {
            case 0 -> add(name, message.getLong());
            case SOFT -> throw refused(name, "a soft link");
            case EXTERNAL -> throw refused(name, "a link into another file");
            default -> throw refused(name, "a link of type " + type);
        }
    }

    /** Many links of the newer form lie on a heap, as message bodies. */
    private void dense(ByteBuffer info) {
        int flags = info.get(1);
        long heap = info.getLong((flags & 1) != 0 ? 10 : 2);
        if (heap != Hdf5File.UNDEFINED) {
            long index = info.getLong((flags & 1) != 0 ? 18 : 10);
            Hdf5FractalHeap.open(file, heap, place).links(index).forEach(this::link);
        }
    }

    private void add(String name, long address) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw place.damaged("the name of a group or a data set", "\"" + name + "\"");
        }
        if (links.putIfAbsent(name, address) != null) {
            throw place.damaged("names that differ", "\"" + name + "\" twice");
        }
    }

    private RuntimeException refused(String name, String kind) {
        return place.error(
                "groups and data sets",
                kind + ", \"" + name + "\"",
                "save the weights themselves in the file: a link could name any file of this machine");
    }
}
