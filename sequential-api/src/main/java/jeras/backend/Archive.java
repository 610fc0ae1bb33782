package jeras.backend;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file that PyTorch loads a program from: a stored zip with the text and a pickled object that has the list {@code v} of the
 * variables, and lists for those that a statement writes to.
 */
final class Archive {
    private Archive() {}

    static byte[] of(String text) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                put(zip, "program/data.pkl", object());
                put(zip, "program/code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
                put(zip, "program/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
                put(zip, "program/version", "10\n".getBytes(StandardCharsets.US_ASCII));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pickle, protocol 2: an instance of {@code __torch__.M} with {@code training} and empty lists. */
    private static byte[] object() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x80, 2});
        out.writeBytes("c__torch__\nM\n");
        out.write(new byte[] {')', (byte) 0x81, '}', '('});
        unicode(out, "training");
        out.write(0x88);
        for (String list : List.of("v", "written0", "written1", "written2", "written3")) {
            unicode(out, list);
            out.writeBytes("ctorch.jit._pickle\nrestore_type_tag\n");
            out.write(new byte[] {'(', ']'});
            unicode(out, "List[Tensor]");
            out.writeBytes("tR");
        }
        out.writeBytes("ub.");
        return bytes.toByteArray();
    }

    private static void unicode(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(new byte[] {'X', (byte) bytes.length, 0, 0, 0});
        out.write(bytes);
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
