package jeras.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The file that PyTorch loads a module from: a stored zip with the text of its class and the pickled object. */
final class Archive {
    private static final String ROOT = "program/";

    private final ZipOutputStream zip;

    Archive(OutputStream out, String text, byte[] object) throws IOException {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        put("data.pkl", object);
        put("code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
        put("constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
        put("version", "10\n".getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The file of a program, whose object has the list {@code v} of the variables, and lists for those that a statement
     * writes to, all empty.
     */
    static byte[] of(String text) {
        byte[] object = new Pickle("M")
                .flag("training", true)
                .emptyTensorList("v")
                .emptyTensorList("written0")
                .emptyTensorList("written1")
                .emptyTensorList("written2")
                .emptyTensorList("written3")
                .end();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new Archive(bytes, text, object).finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Adds the numbers of a tensor, little-endian. */
    void data(String key, ByteBuffer numbers) throws IOException {
        put("data/" + key, numbers);
    }

    private void put(String name, byte[] bytes) throws IOException {
        put(name, ByteBuffer.wrap(bytes));
    }

    private void put(String name, ByteBuffer bytes) throws IOException {
        ZipEntry entry = new ZipEntry(ROOT + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.remaining());
        entry.setCompressedSize(bytes.remaining());
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate());
        entry.setCrc(crc.getValue());
        // The same model gives the same file.
        entry.setTime(0);
        zip.putNextEntry(entry);
        WritableByteChannel channel = Channels.newChannel(zip);
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        zip.closeEntry();
    }

    /** Ends the file; the stream stays open. */
    void finish() throws IOException {
        zip.finish();
    }
}
