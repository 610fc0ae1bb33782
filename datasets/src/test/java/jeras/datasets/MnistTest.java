package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.testing.DataServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MnistTest {
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte.gz";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";
    private static final List<String> FILES = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);
    private static final String NAMES = String.join(", ", FILES);

    @TempDir
    private Path temporary;

    @AfterEach
    void clearSettings() {
        System.clearProperty("jeras.cache");
        System.clearProperty("jeras.mirror");
    }

    @Test
    void loadsTheOriginalFiles() {
        Split mnist = Mnist.load(SharedData.folder("mnist"));

        assertThat(mnist)
                .hasToString("Split(xTrain=(60000, 28, 28) uint8, yTrain=(60000) int32, "
                        + "xTest=(10000, 28, 28) uint8, yTest=(10000) int32)");
        assertThat(mean(mnist.xTrain()) / 255).isCloseTo(0.1307, within(5e-5));
        assertThat(firstLabels(mnist.yTrain())).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(firstLabels(mnist.yTest())).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    }

    @Test
    void loadsPlainFilesAndSmallerOnes() throws IOException {
        writeSmallFiles(9);
        for (String name : FILES) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(temporary.resolve(name)))) {
                Files.copy(in, temporary.resolve(name.replace(".gz", "")));
            }
            Files.delete(temporary.resolve(name));
        }

        assertThat(Mnist.load(temporary))
                .hasToString("Split(xTrain=(3, 28, 28) uint8, yTrain=(3) int32, "
                        + "xTest=(2, 28, 28) uint8, yTest=(2) int32)");
    }

    @Test
    void saysWhichFilesAFolderLacks() throws IOException {
        writeSmallFiles(9);
        Files.delete(temporary.resolve(TRAIN_LABELS));
        Files.delete(temporary.resolve(TEST_IMAGES));

        assertThatThrownBy(() -> Mnist.load(temporary))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Mnist cannot be loaded from %s.
                          expected: %s, each with or without .gz
                          received: a folder without train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz
                          fix:      name the folder that holds the files, or let Mnist.load() download them""".formatted(temporary, NAMES));
    }

    @Test
    void saysThatAFolderIsNotThere() {
        Path missing = temporary.resolve("missing");

        assertThatThrownBy(() -> Mnist.load(missing))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Mnist cannot be loaded from %s.
                          expected: %s, each with or without .gz
                          received: no such folder
                          fix:      name the folder that holds the files, or let Mnist.load() download them""".formatted(missing, NAMES));
    }

    @Test
    void refusesALabelThatIsNoClass() throws IOException {
        writeSmallFiles(10);

        assertThatThrownBy(() -> Mnist.load(temporary))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s holds a label that is no class.
                          expected: 0 to 9
                          received: 10 at index 2
                          fix:      give the labels that belong to the images""".formatted(temporary.resolve(TRAIN_LABELS)));
    }

    @Test
    void downloadsFromAMirrorOnceAndThenReadsItsCache() throws IOException {
        Path shared = SharedData.folder("mnist");
        System.setProperty("jeras.cache", temporary.toString());
        try (DataServer mirror = new DataServer()) {
            for (String name : FILES) {
                mirror.on("/data/mnist/" + name, DataServer.serving(Files.readAllBytes(shared.resolve(name))));
            }
            System.setProperty("jeras.mirror", mirror.uri("/data").toString());

            assertThat(Mnist.load().xTrain().bytes())
                    .isEqualTo(Mnist.load(shared).xTrain().bytes());
            assertThat(mirror.requests()).hasSize(4);
        }
        assertThat(Mnist.load().yTest().bytes())
                .isEqualTo(Mnist.load(shared).yTest().bytes());
    }

    @Test
    void saysOfflineWhichFilesToPutWhere() throws IOException {
        System.setProperty("jeras.cache", temporary.toString());
        Path folder = temporary.resolve("datasets").resolve("mnist");
        String mirror;
        try (ServerSocket socket = new ServerSocket(0)) {
            mirror = "http://127.0.0.1:" + socket.getLocalPort();
        }
        System.setProperty("jeras.mirror", mirror);

        assertThatThrownBy(Mnist::load).isInstanceOf(FileFormatException.class).hasMessage("""
                        Mnist cannot be downloaded.
                          expected: %s/mnist/train-images-idx3-ubyte.gz
                          received: no connection to 127.0.0.1
                          fix:      try again (what came is kept); or put %s into %s; or load them from where they are \
                        with Mnist.load(dir); or name a mirror with -Djeras.mirror=<address>""".formatted(
                        mirror, NAMES, folder));
    }

    @Test
    void saysThatItsCacheCannotBeWritten() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        System.setProperty("jeras.cache", file.toString());

        assertThatThrownBy(Mnist::load)
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("received: java.nio.file.FileSystemException: " + file);
    }

    @Test
    void trustsNoFileInItsCacheThatIsNotThePublishedOne() throws IOException {
        System.setProperty("jeras.cache", temporary.toString());
        Path cached = temporary.resolve("datasets").resolve("mnist").resolve(TRAIN_IMAGES);
        Files.createDirectories(cached.getParent());
        Files.write(cached, gzip(new byte[100]));

        assertThatThrownBy(Mnist::load).isInstanceOf(FileFormatException.class).hasMessage("""
                        A file in the cache of Mnist is not the published one: %s
                          expected: 9912422 bytes with SHA-256 440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609
                          received: other bytes
                          fix:      delete it, and it is downloaded again; or load them from where they are with Mnist.load(dir)""".formatted(cached));
        assertThat(cached).exists();
    }

    /** Three blank images to train on, with labels 0, 1 and {@code lastLabel}, and two to test with. */
    private void writeSmallFiles(int lastLabel) throws IOException {
        write(TRAIN_IMAGES, images(3));
        write(TRAIN_LABELS, new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 0, 1, (byte) lastLabel});
        write(TEST_IMAGES, images(2));
        write(TEST_LABELS, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
    }

    private static byte[] images(int count) {
        return ByteBuffer.allocate(16 + 784 * count)
                .putInt(0x803)
                .putInt(count)
                .putInt(28)
                .putInt(28)
                .array();
    }

    private void write(String name, byte[] idx) throws IOException {
        Files.write(temporary.resolve(name), gzip(idx));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static double mean(Array images) {
        ByteBuffer pixels = images.bytes();
        long sum = 0;
        while (pixels.hasRemaining()) {
            sum += Byte.toUnsignedInt(pixels.get());
        }
        return (double) sum / images.shape().size();
    }

    private static int[] firstLabels(Array labels) {
        int[] first = new int[10];
        labels.bytes().asIntBuffer().get(first);
        return first;
    }
}
