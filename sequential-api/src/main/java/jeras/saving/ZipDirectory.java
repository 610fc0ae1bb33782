package jeras.saving;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of a ZIP file, each checked before any of it is read: its name, its sizes, its bounds, and that both places
 * where a ZIP file names a member agree.
 *
 * <p>Java's own {@code ZipFile} does not tell where a member's bytes lie, and those of a model's weights are worth reading
 * in place instead of copying them out first.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, the ZIP file format</a>
 */
final class ZipDirectory {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int END_SIZE = 22;
    private static final int MOST_MEMBERS = 10_000;
    private static final long LARGEST_DIRECTORY = 16L << 20;

    private final Source source;
    private final Place place;
    private final Map<String, ZipMember> members = new LinkedHashMap<>();
    private long claimed;

    private ZipDirectory(Source source) {
        this.source = source;
        this.place = source.place();
    }

    /** The bounds of the directory, and of what may lie before it. */
    private record End(long members, long size, long offset) {}

    /** The members by name, in the file's order; folders are left out. */
    static Map<String, ZipMember> read(Source source) {
        ZipDirectory directory = new ZipDirectory(source);
        return source.place().parse(() -> {
            directory.readMembers(directory.findEnd());
            return directory.members;
        });
    }

    private End findEnd() {
        int tail = (int) Math.min(source.size(), END_SIZE + 0xffff);
        long start = source.size() - tail;
        ByteBuffer bytes = source.read(start, tail);
        for (int i = tail - END_SIZE; i >= 0; i--) {
            boolean found = bytes.getInt(i) == END && i + END_SIZE + (bytes.getShort(i + 20) & 0xffff) == tail;
            if (found) {
                return end(bytes, i, start + i);
            }
        }
        String looksLike = LooksLike.describe(source);
        if (looksLike.startsWith("a ZIP")) {
            throw place.damaged("a ZIP file with a directory at its end", source.size() + " bytes without one");
        }
        throw place.error(
                "a .keras file, which is a ZIP file",
                looksLike,
                "save the model in Keras 3 with model.save(\"model.keras\")");
    }

    private End end(ByteBuffer bytes, int at, long position) {
        long members = bytes.getShort(at + 10) & 0xffff;
        long size = bytes.getInt(at + 12) & 0xffffffffL;
        long offset = bytes.getInt(at + 16) & 0xffffffffL;
        long directoryEnd = position;
        boolean large = members == 0xffff || size == 0xffffffffL || offset == 0xffffffffL;
        if (large && position >= 20) {
            ByteBuffer locator = source.read(position - 20, 20);
            if (locator.getInt() == LOCATOR64) {
                directoryEnd = locator.getLong(8);
                ByteBuffer end64 = source.read(directoryEnd, 56);
                if (end64.getInt() != END64) {
                    throw place.damaged("the ZIP64 end of a directory", "something else");
                }
                members = end64.getLong(32);
                size = end64.getLong(40);
                offset = end64.getLong(48);
            }
        }
        if (members < 0 || members > MOST_MEMBERS || size < 0 || size > LARGEST_DIRECTORY) {
            throw place.error(
                    "at most " + MOST_MEMBERS + " members, in a directory of " + LARGEST_DIRECTORY + " bytes",
                    Long.toUnsignedString(members) + " members in " + Long.toUnsignedString(size) + " bytes",
                    "a .keras file has three members and one more for each vocabulary");
        }
        if (offset < 0 || offset + size != directoryEnd) {
            throw place.damaged(
                    "a directory that ends at " + directoryEnd,
                    size + " bytes of it at " + Long.toUnsignedString(offset));
        }
        return new End(members, size, offset);
    }

    private void readMembers(End end) {
        ByteBuffer bytes = source.read(end.offset, end.size);
        for (long i = 0; i < end.members; i++) {
            member(bytes, end.offset);
        }
        if (bytes.hasRemaining()) {
            throw place.damaged(end.members + " members in the directory", "more");
        }
    }

    private void member(ByteBuffer bytes, long directory) {
        ByteBuffer head = Hdf5Header.take(bytes, 46);
        byte[] rawName = new byte[head.getShort(28) & 0xffff];
        bytes.get(rawName);
        ByteBuffer extra = Hdf5Header.take(bytes, head.getShort(30) & 0xffff);
        Hdf5Header.take(bytes, head.getShort(32) & 0xffff); // a comment
        if (head.getInt(0) != CENTRAL) {
            throw place.damaged("a member of the ZIP directory", "something else");
        }
        String name = name(rawName);
        Place inside = place.at(name);
        long stored = head.getInt(20) & 0xffffffffL;
        long size = head.getInt(24) & 0xffffffffL;
        long local = head.getInt(42) & 0xffffffffL;
        boolean large = stored == 0xffffffffL || size == 0xffffffffL || local == 0xffffffffL;
        if (large) {
            ByteBuffer zip64 = zip64(extra, inside);
            size = size == 0xffffffffL ? zip64.getLong() : size;
            stored = stored == 0xffffffffL ? zip64.getLong() : stored;
            local = local == 0xffffffffL ? zip64.getLong() : local;
        }
        boolean link = (head.getInt(38) >>> 16 & 0xf000) == 0xa000;
        boolean encrypted = (head.getShort(8) & 1) != 0;
        if (link || encrypted) {
            throw inside.error(
                    "a plain member",
                    link ? "a symbolic link" : "an encrypted member",
                    "save the model again with Keras or Jeras");
        }
        int method = head.getShort(10) & 0xffff;
        long data = data(local, rawName, stored, directory, inside);
        ZipMember member = new ZipMember(source, inside, data, stored, size, method, head.getInt(16));
        member.check();
        boolean folder = name.endsWith("/");
        if (!folder && members.putIfAbsent(name, member) != null) {
            throw inside.damaged("members with different names", "two of this name");
        }
    }

    /** Finds a member's first byte. All members together have no more bytes than the file: none lies in another. */
    private long data(long local, byte[] name, long stored, long directory, Place inside) {
        if (local < 0 || local > directory || stored < 0 || stored > directory) {
            throw inside.damaged(
                    "a member before the directory at " + directory,
                    Long.toUnsignedString(stored) + " bytes at " + Long.toUnsignedString(local));
        }
        ByteBuffer head = source.read(local, 30);
        int nameLength = head.getShort(26) & 0xffff;
        int extraLength = head.getShort(28) & 0xffff;
        boolean same = head.getInt(0) == LOCAL
                && nameLength == name.length
                && source.read(local + 30, nameLength).equals(ByteBuffer.wrap(name));
        long data = local + 30 + nameLength + extraLength;
        claimed += stored;
        if (!same || data + stored > directory || claimed > directory) {
            throw inside.damaged("the same member at " + local, "another one, or one that reaches too far");
        }
        return data;
    }

    private static ByteBuffer zip64(ByteBuffer extra, Place inside) {
        while (extra.remaining() >= 4) {
            int id = extra.getShort() & 0xffff;
            ByteBuffer field = Hdf5Header.take(extra, extra.getShort() & 0xffff).order(ByteOrder.LITTLE_ENDIAN);
            if (id == 1) {
                return field;
            }
        }
        throw inside.damaged("the sizes of a large member", "none");
    }

    /** Names are never used as paths of this machine, but a file that tries is not one that Keras has written. */
    private String name(byte[] raw) {
        String name;
        try {
            name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw place.damaged("names in UTF-8", "another encoding");
        }
        boolean drive = name.length() > 1 && name.charAt(1) == ':';
        boolean control = name.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
        boolean escapes = drive || control || name.indexOf('\\') >= 0;
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String part : path.split("/", -1)) {
            escapes |= part.isEmpty() || part.equals(".") || part.equals("..");
        }
        if (escapes) {
            throw place.error(
                    "members with plain relative names",
                    "\"" + name.replaceAll("\\p{Cntrl}", "?") + "\"",
                    "do not use this file: such a name tries to write outside its folder");
        }
        return name;
    }
}
