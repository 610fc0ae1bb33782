package jeras.data;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.CRC32C;
import jeras.Array;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.utils.DataTypes;

/** Reads what {@link CacheWriter} has written, and trusts none of it: no more memory than the file is long. */
final class CacheReader implements Dataset.Stream {
    private static final int HIGHEST_RANK = 32;

    private final Path file;
    private DataInputStream in;
    private long left;
    private long given;
    private int length;
    private boolean knowsLength;

    CacheReader(Path file) {
        this.file = file;
        try {
            left = Files.size(file);
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
            if (!Arrays.equals(in.readNBytes(CacheWriter.MAGIC.length), CacheWriter.MAGIC)) {
                close();
                throw damaged("not a cache of Jeras");
            }
            left -= CacheWriter.MAGIC.length;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public boolean hasNext() {
        if (!knowsLength) {
            try {
                readLength();
            } catch (EOFException e) {
                throw damaged("cut off after " + given + " elements");
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
        return length != CacheWriter.END;
    }

    private void readLength() throws IOException {
        length = in.readInt();
        left -= Integer.BYTES;
        knowsLength = true;
        if (length == CacheWriter.END) {
            long count = in.readLong();
            if (count != given) {
                throw damaged(given + " elements in place of " + count);
            }
            close();
        } else if (length < 0 || length > left - Integer.BYTES) {
            throw damaged("an element of " + length + " bytes where " + left + " are left");
        }
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            int expected = in.readInt();
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            left -= Integer.BYTES + (long) length;
            knowsLength = false;
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);
            if ((int) checksum.getValue() != expected) {
                throw damaged("element " + given + " with another checksum");
            }
            given++;
            return batch(ByteBuffer.wrap(bytes));
        } catch (EOFException e) {
            throw damaged("cut off after " + given + " elements");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Batch batch(ByteBuffer bytes) {
        try {
            List<List<Array>> parts = List.of(arrays(bytes), arrays(bytes), arrays(bytes));
            List<String> inputs = texts(bytes, bytes.getInt());
            return new Batch(parts.get(0), parts.get(1), parts.get(2), inputs, texts(bytes, bytes.getInt()));
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw damaged("element " + (given - 1) + " shorter than it says");
        }
    }

    private List<Array> arrays(ByteBuffer bytes) {
        List<Array> arrays = new ArrayList<>();
        int count = bytes.getInt();
        for (int i = 0; i < count; i++) {
            arrays.add(array(bytes));
        }
        return arrays;
    }

    private Array array(ByteBuffer bytes) {
        DataType type = DataTypes.of(text(bytes));
        int rank = bytes.getInt();
        if (rank < 0 || rank > HIGHEST_RANK) {
            throw damaged("an array of " + rank + " axes");
        }
        long[] dims = new long[rank];
        long size = 1;
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = bytes.getLong();
            size = Math.multiplyExact(size, dims[axis]);
        }
        if (Arrays.stream(dims).anyMatch(d -> d < 0)) {
            throw damaged("an array of shape " + Arrays.toString(dims));
        }
        if (type == DataType.STRING) {
            return Array.of(texts(bytes, size).toArray(String[]::new), dims);
        }
        int width = type.getNumOfBytes();
        if (size > bytes.remaining() / width) {
            throw new BufferUnderflowException();
        }
        byte[] values = new byte[(int) size * width];
        bytes.get(values);
        return Array.wrap(ByteBuffer.wrap(values).order(ByteOrder.nativeOrder()), new Shape(dims), type);
    }

    private static List<String> texts(ByteBuffer bytes, long count) {
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            texts.add(text(bytes));
        }
        return texts;
    }

    private static String text(ByteBuffer bytes) {
        int utf8 = bytes.getInt();
        if (utf8 < 0 || utf8 > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = new String(bytes.array(), bytes.arrayOffset() + bytes.position(), utf8, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + utf8);
        return text;
    }

    private FileFormatException damaged(String received) {
        return new FileFormatException(JerasException.message(
                "The cache " + file + " cannot be read.",
                "a file that cache(file) has written to its end",
                received,
                "delete it, and walk through the data again"));
    }

    private FileFormatException unreadable(IOException e) {
        return new FileFormatException(
                JerasException.message(
                        "The cache " + file + " cannot be read.",
                        "a file that can be read",
                        e.toString(),
                        "check its permissions, or delete it"),
                e);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
