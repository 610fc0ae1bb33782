package jeras.data;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import jeras.Array;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.utils.DataTypes;

/**
 * Writes the file of {@link FileCache}: it appears whole, or not at all.
 *
 * <p>After {@link #MAGIC}, each element is its length, its checksum (CRC-32C) and its bytes; a length of -1 and the number of the
 * elements end the file.
 */
final class CacheWriter implements AutoCloseable {
    static final byte[] MAGIC = "jeras.data 1\n".getBytes(StandardCharsets.US_ASCII);
    static final int END = -1;

    private final Path file;
    private final Path temporary;
    private FileChannel channel;
    private DataOutputStream out;
    private long count;

    CacheWriter(Path file) {
        this.file = file.toAbsolutePath();
        this.temporary = this.file.resolveSibling("." + this.file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    void add(Batch batch) {
        try {
            open();
            byte[] bytes = bytes(batch);
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);
            out.writeInt(bytes.length);
            out.writeInt((int) checksum.getValue());
            out.write(bytes);
            count++;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void open() throws IOException {
        if (out == null) {
            channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
            out.write(MAGIC);
        }
    }

    /** Gives the file its name; nothing when that is done, or when it was closed before. */
    void finish() {
        if (out == null) {
            return;
        }
        try {
            out.writeInt(END);
            out.writeLong(count);
            out.flush();
            channel.force(true);
            out.close();
            out = null;
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Drops what has been written of a walk that did not come to its end. */
    @Override
    public void close() {
        try {
            if (out != null) {
                out = null;
                channel.close();
            }
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private FileFormatException failed(IOException e) {
        return new FileFormatException(
                JerasException.message(
                        "The cache " + file + " cannot be written.",
                        "a folder that exists, can be written to and has enough room",
                        e.toString(),
                        "create the folder, check its permissions, or free some space"),
                e);
    }

    private static byte[] bytes(Batch batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (List<Array> part : List.of(batch.x(), batch.y(), batch.sampleWeight())) {
            out.writeInt(part.size());
            for (Array array : part) {
                write(out, array);
            }
        }
        for (List<String> names : List.of(batch.inputs(), batch.outputs())) {
            out.writeInt(names.size());
            for (String name : names) {
                write(out, name);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Array array) throws IOException {
        write(out, DataTypes.name(array.dataType()));
        out.writeInt(array.rank());
        for (long dim : array.shape().getShape()) {
            out.writeLong(dim);
        }
        if (array.isText()) {
            for (String text : array.toStringArray()) {
                write(out, text);
            }
        } else {
            byte[] values = new byte[array.bytes().remaining()];
            array.bytes().get(values);
            out.write(values);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
