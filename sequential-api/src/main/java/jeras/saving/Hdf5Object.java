package jeras.saving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import jeras.Array;

/** A group or a data set of an HDF5 file. */
final class Hdf5Object {
    /** Every path is kept: long ones could fill the memory from a small file. */
    static final int LONGEST_PATH = 2000;

    private final Hdf5File file;
    private final Hdf5Header header;

    Hdf5Object(Hdf5File file, Hdf5Header header) {
        this.file = file;
        this.header = header;
    }

    boolean isGroup() {
        return !header.all(Hdf5Header.SYMBOL_TABLE).isEmpty()
                || !header.all(Hdf5Header.LINK_INFO).isEmpty()
                || !header.all(Hdf5Header.LINK).isEmpty();
    }

    Place place() {
        return header.place();
    }

    /**
     * Visits the members of a group by name, {@code 2} before {@code 10}. Each is opened when its turn comes and forgotten
     * afterwards; so this can be done once only.
     */
    void forEachChild(BiConsumer<String, Hdf5Object> visitor) {
        Map<String, Long> links = place().parse(() -> Hdf5Links.of(file, header));
        links.forEach((name, address) -> visitor.accept(name, file.open(address, child(name))));
    }

    private Place child(String name) {
        String inside = place().inside();
        String path = inside.endsWith("/") ? inside + name : inside + "/" + name;
        if (path.length() > LONGEST_PATH) {
            throw place().damaged("paths of at most " + LONGEST_PATH + " characters", path.length() + " characters");
        }
        return new Place(place().file(), path);
    }

    /** The values of a data set. */
    Array array() {
        return place().parse(() -> Hdf5Dataset.read(file, header, stringAttribute("dtype")));
    }

    /** The value of an attribute that is one string. */
    Optional<String> stringAttribute(String name) {
        return place().parse(() -> header.all(Hdf5Header.ATTRIBUTE).stream()
                .map(message -> attribute(message, name))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private Optional<String> attribute(ByteBuffer message, String wanted) {
        int version = message.get();
        if (version < 1 || version > 3) {
            throw place().damaged("attribute version 1, 2 or 3", "version " + version);
        }
        message.get();
        int nameLength = message.getShort() & 0xffff;
        int typeLength = message.getShort() & 0xffff;
        int shapeLength = message.getShort() & 0xffff;
        if (version == 3) {
            message.get(); // character set of the name
        }
        int unit = version == 1 ? 8 : 1; // the first version pads its fields
        String name = text(field(message, nameLength, unit));
        ByteBuffer type = field(message, typeLength, unit);
        field(message, shapeLength, unit);
        return name.equals(wanted) ? string(type, message) : Optional.empty();
    }

    private static ByteBuffer field(ByteBuffer message, int length, int unit) {
        return Hdf5Header.take(message, ((long) length + unit - 1) / unit * unit);
    }

    private Optional<String> string(ByteBuffer type, ByteBuffer value) {
        int kind = type.get(0) & 0x0f;
        boolean variableLengthString = kind == Hdf5Type.VARIABLE_LENGTH && (type.get(1) & 0x0f) == 1;
        if (variableLengthString) {
            int length = value.getInt();
            return Optional.of(text(globalHeap(value.getLong(), value.getInt(), length)));
        }
        return kind == Hdf5Type.STRING ? Optional.of(text(value.slice())) : Optional.empty();
    }

    /** An object of a "global heap" collection: numbered, one after the other. */
    private ByteBuffer globalHeap(long address, int wanted, int length) {
        long end = address + file.structure("GCOL", address, 16, place()).getLong(8);
        long next = address + 16;
        while (next >= 0 && next < end - 16) {
            ByteBuffer object = file.structure(next, 16, place());
            int index = object.getShort(0) & 0xffff;
            long size = object.getLong(8);
            if (index == wanted && length <= size) {
                return file.structure(next + 16, length, place());
            }
            if (index == 0 || size < 0) {
                break;
            }
            next += 16 + (size + 7) / 8 * 8;
        }
        throw place().damaged("object " + wanted + " of a heap of strings", "none");
    }

    /** Text up to a zero, or to the end. */
    private static String text(ByteBuffer bytes) {
        String text = StandardCharsets.UTF_8.decode(bytes).toString();
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }
}
