package jeras.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the data in a pickle of Python, and runs none of the code that one may name.
 *
 * <p>It knows lists, tuples, dictionaries by strings, numbers, strings, and the arrays of NumPy; of the instructions those
 * that make these. The only names it accepts are those of NumPy's arrays. Any other instruction or name, such as
 * {@code os.system}, ends the reading.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">the instructions</a>
 */
final class PickleReader {
    /** What a name stands for. */
    private enum Global {
        ARRAY,
        TYPE,
        EMPTY_ARRAY
    }

    private static final Map<String, Global> GLOBALS = Map.of(
            "numpy ndarray", Global.ARRAY,
            "numpy dtype", Global.TYPE,
            "numpy.core.multiarray _reconstruct", Global.EMPTY_ARRAY,
            "numpy._core.multiarray _reconstruct", Global.EMPTY_ARRAY);

    private static final Object NONE = new Object();
    private static final int LONGEST_NAME = 100;

    private final DataInputStream in;
    private long bytesLeft;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private PickleReader(InputStream in, long maxBytes) {
        this.in = new DataInputStream(in);
        this.bytesLeft = maxBytes;
    }

    /**
     * Reads one object: a {@link Long}, {@link Double}, {@link Boolean}, {@link String}, {@code byte[]}, {@code Object[]}
     * (a tuple), {@link PickledList}, {@link PickledArray} or {@code Map<String, Object>}.
     *
     * @param maxBytes how long the pickle may be
     * @throws IOException if it is no pickle of such data, with a message that says what was found
     */
    static Object read(InputStream in, long maxBytes) throws IOException {
        PickleReader reader = new PickleReader(in, maxBytes);
        int instruction = reader.unsignedByte();
        while (instruction != '.') {
            reader.run(instruction);
            instruction = reader.unsignedByte();
        }
        return reader.pop();
    }

    /** The text of a string of Python 3 or, as bytes, of Python 2. */
    static String text(Object value) throws IOException {
        if (value instanceof byte[] bytes) {
            return new String(bytes, ISO_8859_1);
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IOException("something else in place of a text");
    }

    private void run(int instruction) throws IOException {
        switch (instruction) {
            case 0x80 -> unsignedByte(); // protocol
            case 0x95 -> bytes(8); // frame
            case '(' -> marks.add(stack.size());
            case '0' -> pop();
            case 'N' -> push(NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) unsignedByte());
            case 'M' -> push(littleEndian(2));
            case 'J' -> push((long) (int) littleEndian(4));
            case 0x8a -> push(longNumber());
            case 'G' -> push(bigEndianDouble());
            case 'X' -> push(new String(bytes(littleEndian(4)), UTF_8));
            case 0x8c -> push(new String(bytes(unsignedByte()), UTF_8));
            case 'T', 'B' -> push(bytes(littleEndian(4)));
            case 'U', 'C' -> push(bytes(unsignedByte()));
            case 0x8e -> push(bytes(littleEndian(8)));
            case '}' -> push(new LinkedHashMap<String, Object>());
            case ']' -> push(new PickledList());
            case ')' -> push(new Object[0]);
            case 't' -> push(popToMark());
            case 0x85, 0x86, 0x87 -> push(popSome(instruction - 0x84));
            case 'a' -> append(popSome(1));
            case 'e' -> append(popToMark());
            case 's' -> setItems(popSome(2));
            case 'u' -> setItems(popToMark());
            case 'q' -> memo.put(unsignedByte(), top());
            case 'r' -> memo.put((int) littleEndian(4), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> push(remembered(unsignedByte()));
            case 'j' -> push(remembered((int) littleEndian(4)));
            case 'c' -> push(global(line(), line()));
            case 0x93 -> {
                Object[] names = popSome(2);
                push(global(text(names[0]), text(names[1])));
            }
            case 'R' -> {
                Object[] call = popSome(2);
                push(make(call[0], call[1]));
            }
            case 'b' -> setState(pop(), top());
            default ->
                throw new IOException(
                        String.format("the instruction 0x%02x, which plain data does not need", instruction));
        }
    }

    private static Global global(String module, String name) throws IOException {
        Global known = GLOBALS.get(module + " " + name);
        if (known == null) {
            throw new IOException("the name " + module + "." + name + ", which is code and no data");
        }
        return known;
    }

    private static Object make(Object callee, Object arguments) throws IOException {
        Object[] given = arguments instanceof Object[] tuple ? tuple : new Object[0];
        if (callee == Global.EMPTY_ARRAY) {
            return new PickledArray();
        }
        if (callee == Global.TYPE && given.length > 0) {
            return new PickledArray.Type(text(given[0]));
        }
        throw new IOException("a call that makes no data");
    }

    private static void setState(Object state, Object target) throws IOException {
        if (state instanceof Object[] values && target instanceof PickledArray array) {
            array.setState(values);
        } else if (state instanceof Object[] values && target instanceof PickledArray.Type type) {
            type.setState(values);
        } else {
            throw new IOException("the state of something that is no array");
        }
    }

    private void append(Object... values) throws IOException {
        if (!(top() instanceof PickledList list)) {
            throw new IOException("items of something that is no list");
        }
        for (Object value : values) {
            list.add(value);
        }
    }

    @SuppressWarnings("unchecked") // maps are made by '}' only
    private void setItems(Object... keysAndValues) throws IOException {
        if (!(top() instanceof Map<?, ?> map) || keysAndValues.length % 2 != 0) {
            throw new IOException("entries of something that is no dictionary");
        }
        for (int i = 0; i < keysAndValues.length; i += 2) {
            ((Map<String, Object>) map).put(text(keysAndValues[i]), keysAndValues[i + 1]);
        }
    }

    private Object remembered(int place) throws IOException {
        Object value = memo.get(place);
        if (value == null) {
            throw new IOException("a reference to nothing");
        }
        return value;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() throws IOException {
        return stack.get(requireOnStack(1));
    }

    private Object pop() throws IOException {
        return stack.remove(requireOnStack(1));
    }

    private Object[] popSome(int count) throws IOException {
        return popFrom(requireOnStack(count));
    }

    private Object[] popToMark() throws IOException {
        if (marks.isEmpty()) {
            throw new IOException("an end without a beginning");
        }
        return popFrom(Math.min(marks.remove(marks.size() - 1), stack.size()));
    }

    private Object[] popFrom(int first) {
        List<Object> popped = stack.subList(first, stack.size());
        Object[] values = popped.toArray();
        popped.clear();
        return values;
    }

    /** Where the last {@code count} values begin. */
    private int requireOnStack(int count) throws IOException {
        if (stack.size() < count) {
            throw new IOException("an instruction without the values it needs");
        }
        return stack.size() - count;
    }

    private void spend(long count) throws IOException {
        if (count < 0 || count > bytesLeft) {
            throw new IOException("more bytes than the file may have");
        }
        bytesLeft -= count;
    }

    private int unsignedByte() throws IOException {
        spend(1);
        return in.readUnsignedByte();
    }

    /** Grows with what comes, not with what is announced. */
    private byte[] bytes(long count) throws IOException {
        spend(count);
        if (count > Integer.MAX_VALUE - 8) {
            throw new IOException("a text of " + count + " bytes");
        }
        byte[] bytes = in.readNBytes((int) count);
        if (bytes.length < count) {
            throw new EOFException("the end in the middle of a text");
        }
        return bytes;
    }

    private long littleEndian(int count) throws IOException {
        return littleEndian(bytes(count));
    }

    private static long littleEndian(byte... bytes) {
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedLong(bytes[i]);
        }
        return value;
    }

    /** Two's complement in as few bytes as it takes. */
    private long longNumber() throws IOException {
        byte[] bytes = bytes(unsignedByte());
        if (bytes.length > Long.BYTES) {
            throw new IOException("an integer of " + bytes.length + " bytes");
        }
        byte[] whole = Arrays.copyOf(bytes, Long.BYTES);
        if (bytes.length > 0 && bytes[bytes.length - 1] < 0) {
            Arrays.fill(whole, bytes.length, Long.BYTES, (byte) -1);
        }
        return littleEndian(whole);
    }

    private double bigEndianDouble() throws IOException {
        spend(Double.BYTES);
        return in.readDouble();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = unsignedByte(); c != '\n'; c = unsignedByte()) {
            if (line.length() == LONGEST_NAME) {
                throw new IOException("a name of more than " + LONGEST_NAME + " letters");
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
