package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import jeras.Array;
import jeras.FileFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    private static final Shape ITEM = new Shape(1, 2);
    private static final int IMAGES = 0x00000803;
    private static final String FIX =
            "\n  fix:      give the original idx file, gzipped or plain; fetch it again if it was damaged";

    /** Two images of 1x2 pixels. */
    private final byte[] valid = idx(new int[] {IMAGES, 2, 1, 2}, 1, 2, 3, 255);

    @TempDir
    private Path folder;

    @Test
    void readsAPlainFile() throws IOException {
        Path file = Files.write(folder.resolve("images"), valid);

        Array read = IdxReader.read(file, ITEM, 2);

        assertThat(read.shape()).isEqualTo(new Shape(2, 1, 2));
        assertThat(read.dataType()).isEqualTo(DataType.UINT8);
        assertThat(read.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, (byte) 255}));
    }

    @Test
    void readsAGzippedFile() throws IOException {
        assertThat(read(gzip(valid)).bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, (byte) 255}));
    }

    @Test
    void refusesAnotherFormat() {
        assertFails(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10},
                "f is not an idx file of unsigned bytes with 3 axes.",
                "00 00 08 03 as the first bytes",
                "89 50 4e 47");
        assertFails(
                new byte[0],
                "f is not an idx file of unsigned bytes with 3 axes.",
                "00 00 08 03 as the first bytes",
                "an empty file");
    }

    @Test
    void refusesLabelsInPlaceOfImages() {
        assertFails(
                idx(new int[] {0x00000801, 2}, 1, 2),
                "f is not an idx file of unsigned bytes with 3 axes.",
                "00 00 08 03 as the first bytes",
                "00 00 08 01");
    }

    @Test
    void refusesAbsurdSizesBeforeItTakesMemoryForThem() {
        assertFails(
                idx(new int[] {IMAGES, -1, 1, 2}),
                "f does not hold what it should.",
                "1 to 2 items of shape (1, 2)",
                "shape (4294967295, 1, 2)");
        assertFails(
                idx(new int[] {IMAGES, 2, -1, -1}),
                "f does not hold what it should.",
                "1 to 2 items of shape (1, 2)",
                "shape (2, 4294967295, 4294967295)");
        assertFails(
                idx(new int[] {IMAGES, 0, 1, 2}),
                "f does not hold what it should.",
                "1 to 2 items of shape (1, 2)",
                "shape (0, 1, 2)");
    }

    @Test
    void refusesAnEndThatComesTooEarly() throws IOException {
        byte[] shorter = Arrays.copyOf(valid, valid.length - 1);

        for (byte[] file : new byte[][] {shorter, gzip(shorter)}) {
            assertFails(file, "f ends too early.", "4 bytes of values for the shape (2, 1, 2)", "3 bytes");
        }
        assertFails(
                Arrays.copyOf(valid, 9),
                "f cannot be read.",
                "a whole idx file, gzipped or plain",
                "an end in the middle of its header or of its gzip data");
    }

    @Test
    void refusesAGzipFileThatIsCutOffOrDamaged() throws IOException {
        byte[] packed = gzip(valid);
        byte[] damaged = packed.clone();
        damaged[packed.length - 8] ^= 1; // in the checksum

        assertFails(
                Arrays.copyOf(packed, packed.length - 4),
                "f cannot be read.",
                "a whole idx file, gzipped or plain",
                "an end in the middle of its header or of its gzip data");
        assertFails(
                damaged,
                "f cannot be read.",
                "a whole idx file, gzipped or plain",
                "java.util.zip.ZipException: Corrupt GZIP trailer");
    }

    @Test
    void refusesMoreBytesThanTheHeaderSaysAndUnpacksNoBombToSeeIt() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            out.write(valid);
            byte[] zeros = new byte[1 << 20];
            for (int megabyte = 0; megabyte < 256; megabyte++) {
                out.write(zeros);
            }
        }
        CountingStream file = new CountingStream(bomb.toByteArray());

        assertThatThrownBy(() -> IdxReader.read(file, "f", ITEM, 2))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("f goes on after its last item.\n  expected: 4 bytes of values for the shape (2, 1, 2)"
                        + "\n  received: more" + FIX);
        assertThat(bomb.size()).isGreaterThan(250_000);
        assertThat(file.delivered).isLessThanOrEqualTo(2 << 16);
    }

    @Test
    void saysWhichFileIsNotThere() {
        Path missing = folder.resolve("images");

        assertThatThrownBy(() -> IdxReader.read(missing, ITEM, 2))
                .isInstanceOf(FileFormatException.class)
                .hasMessage(missing + " cannot be read.\n  expected: a whole idx file, gzipped or plain"
                        + "\n  received: java.nio.file.NoSuchFileException: " + missing + FIX);
    }

    private static Array read(byte[] file) {
        return IdxReader.read(new ByteArrayInputStream(file), "f", ITEM, 2);
    }

    private static void assertFails(byte[] file, String what, String expected, String received) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessage(what + "\n  expected: " + expected + "\n  received: " + received + FIX);
    }

    private static byte[] idx(int[] header, int... values) {
        ByteBuffer file = ByteBuffer.allocate(4 * header.length + values.length);
        Arrays.stream(header).forEach(file::putInt);
        Arrays.stream(values).forEach(value -> file.put((byte) value));
        return file.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static final class CountingStream extends ByteArrayInputStream {
        private int delivered;

        CountingStream(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            int read = super.read(buffer, offset, length);
            delivered += Math.max(0, read);
            return read;
        }
    }
}
