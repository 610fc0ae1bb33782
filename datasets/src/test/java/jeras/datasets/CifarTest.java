package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both CIFAR sets on small files of their formats, against what Keras loads from them. */
class CifarTest {
    private final JsonObject keras = KerasNumbers.json("cifar.json").getAsJsonObject();

    @ParameterizedTest
    @ValueSource(strings = {"cifar-10-python.tar.gz", "cifar-10-binary.tar.gz"})
    void cifar10IsWhatKerasLoads(String archive) {
        requireSame("cifar10", Cifar10.load(KerasNumbers.file(archive)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-100-python.tar.gz", "cifar-100-binary.tar.gz"})
    void cifar100IsWhatKerasLoads(String archive) {
        requireSame("fine", Cifar100.load(o -> o.path(KerasNumbers.file(archive))));
        requireSame(
                "coarse", Cifar100.load(o -> o.path(KerasNumbers.file(archive)).labelMode("coarse")));
    }

    private void requireSame(String name, Split split) {
        requireSame(keras.getAsJsonObject(name).getAsJsonObject("train"), split.train());
        requireSame(keras.getAsJsonObject(name).getAsJsonObject("test"), split.test());
    }

    private static void requireSame(JsonObject expected, Samples samples) {
        int count = expected.getAsJsonArray("y").size();
        CRC32 crc = new CRC32();
        crc.update(samples.x().bytes());

        assertThat(samples).hasToString("Samples(x=(" + count + ", 32, 32, 3) uint8, y=(" + count + ", 1) int32)");
        assertThat(samples.y().toIntArray()).containsExactly(KerasNumbers.ints(expected.get("y")));
        assertThat(crc.getValue()).isEqualTo(expected.get("crc").getAsLong());
    }

    @Test
    void findsTheArchiveAndItsContentInAFolder(@TempDir Path folder) throws IOException {
        Path packed = KerasNumbers.file("cifar-10-binary.tar.gz");
        Files.copy(packed, folder.resolve("cifar-10-binary.tar.gz"));
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        Path inner = Files.createDirectories(unpacked.resolve("cifar-10-batches-bin"));
        for (String name : new String[] {"1", "2", "3", "4", "5", "test"}) {
            String file = name.equals("test") ? "test_batch.bin" : "data_batch_" + name + ".bin";
            ByteBuffer record = ByteBuffer.allocate(3073);
            Files.write(
                    inner.resolve(file),
                    record.put((byte) (name.charAt(0) % 10)).array());
        }

        requireSame("cifar10", Cifar10.load(folder));
        assertThat(Cifar10.load(unpacked).yTrain().toIntArray()).containsExactly(9, 0, 1, 2, 3);
    }

    @Test
    void saysWhatIsMissing(@TempDir Path folder) {
        assertThatThrownBy(() -> Cifar100.load(o -> o.path(folder)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Cifar100 cannot be loaded from %s.
                          expected: cifar-100-python.tar.gz or cifar-100-binary.tar.gz, the folder that has one of them, \
                        or their content: train, test, each with or without .bin
                          received: nothing of the name train, test
                          fix:      name the file or the folder, or let Cifar100.load() download it""".formatted(folder));
    }

    @Test
    void refusesDamagedFiles(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(KerasNumbers.file("cifar-10-python.tar.gz"));
        Path half = Files.write(folder.resolve("half.tar.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Cifar10.load(half))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith(half + " cannot be read.\n");

        Files.write(folder.resolve("test.bin"), new byte[3073]);
        assertThatThrownBy(() -> Cifar100.load(o -> o.path(folder)))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s cannot be read.
                          expected: whole files of CIFAR, in the version for Python or the binary one
                          received: 3073 bytes, which are no whole records of 3074 bytes each
                          fix:      fetch it again if it was damaged""".formatted(folder.resolve("test.bin")));
    }

    @Test
    void refusesALabelThatIsNoClass(@TempDir Path folder) throws IOException {
        byte[] record = new byte[3074];
        Files.write(folder.resolve("train.bin"), record);
        record[0] = 20;
        Files.write(folder.resolve("test.bin"), record);

        assertThatThrownBy(() -> Cifar100.load(o -> o.path(folder).labelMode("coarse")))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s holds a label that is no class.
                          expected: 0 to 19
                          received: 20 at index 0
                          fix:      give the original files""".formatted(folder));
    }

    @Test
    void knowsTheClasses() {
        assertThat(Cifar10.CLASS_NAMES).hasSize(10);
        assertThat(Cifar100.CLASS_NAMES).hasSize(100).isSorted();
        assertThat(Cifar100.COARSE_CLASS_NAMES).hasSize(20);
    }
}
