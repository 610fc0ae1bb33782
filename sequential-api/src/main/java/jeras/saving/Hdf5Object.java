package jeras.saving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        return stringsAttribute(name).filter(s -> s.size() == 1).map(s -> s.get(0));
    }

    /** The value of an attribute that is a list of strings; a list without any has whatever type. */
    Optional<List<String>> stringsAttribute(String name) {
        return place().parse(() -> header.all(Hdf5Header.ATTRIBUTE).stream()
                .map(message -> attribute(message, name))
                .flatMap(Optional::stream)
                .findFirst());
    }

    /**
     * A list of strings under a name, or in pieces under the name with 0, 1, ... behind it, because an attribute holds 64 KiB
     * at most.
     */
    Optional<List<String>> longStringsAttribute(String name) {
        Optional<List<String>> whole = stringsAttribute(name);
        if (whole.isPresent()) {
            return whole;
        }
        List<String> all = new ArrayList<>();
        Optional<List<String>> piece = stringsAttribute(name + 0);
        for (int i = 1; piece.isPresent(); i++) {
            all.addAll(piece.get());
            piece = stringsAttribute(name + i);
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private Optional<List<String>> attribute(ByteBuffer message, String wanted) {
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
        ByteBuffer shape = field(message, shapeLength, unit);
        return name.equals(wanted) ? strings(type, count(shape), message) : Optional.empty();
    }

    private static ByteBuffer field(ByteBuffer message, int length, int unit) {
        return Hdf5Header.take(message, ((long) length + unit - 1) / unit * unit);
    }

    /** How many values an attribute has: one when it has no axes. */
    private static long count(ByteBuffer shape) {
        int version = shape.get(0);
        int rank = shape.get(1) & 0xff;
        boolean none = version == 2 && shape.get(3) == 2;
        shape.position(version == 1 ? 8 : 4);
        long count = none ? 0 : 1;
        for (int i = 0; i < rank; i++) {
            count *= shape.getLong();
        }
        return count;
    }

    private Optional<List<String>> strings(ByteBuffer type, long count, ByteBuffer values) {
        int kind = type.get(0) & 0x0f;
        boolean variableLength = kind == Hdf5Type.VARIABLE_LENGTH && (type.get(1) & 0x0f) == 1;
        if (count == 0) {
            return Optional.of(List.of());
        }
        if (!variableLength && kind != Hdf5Type.STRING) {
            return Optional.empty();
        }
        List<String> strings = new ArrayList<>();
        int size = variableLength ? 0 : type.getInt(4);
        if (count < 0 || (!variableLength && size < 1)) {
            throw place().damaged("an attribute of strings with a length", count + " of length " + size);
        }
        for (long i = 0; i < count; i++) {
            if (variableLength) {
                int length = values.getInt();
                strings.add(text(file.heapObject(values.getLong(), values.getInt(), length, place())));
            } else {
                strings.add(text(Hdf5Header.take(values, size)));
            }
        }
        return Optional.of(strings);
    }

    /** Text up to a zero, or to the end. */
    private static String text(ByteBuffer bytes) {
        String text = StandardCharsets.UTF_8.decode(bytes).toString();
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }
}
