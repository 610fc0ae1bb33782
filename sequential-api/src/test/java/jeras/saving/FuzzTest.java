package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import jeras.JerasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files end in an archive or in a {@link JerasException}, soon, and without much memory. */
class FuzzTest {
    private static final int FILES = 2_000;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final long LITTLE_MEMORY = 64L << 20;

    @TempDir
    private Path folder;

    @Test
    void flippedBytesOfAnArchive() {
        byte[] good = TestFiles.bytes("sequential.keras");
        Random random = new Random(1);
        readAll(FILES, KerasArchive::read, unused -> flip(good.clone(), random));
    }

    /** Without the archive's checksums around them, the structures of HDF5 meet the damage themselves. */
    @ParameterizedTest
    @ValueSource(strings = {"earliest.h5", "v108.h5", "latest.h5"})
    void flippedBytesOfWeights(String name) {
        byte[] good = TestFiles.bytes(name);
        Random random = new Random(2);
        readAll(FILES, WeightStore::readH5, unused -> flip(good.clone(), random));
    }

    /** Addresses that lead elsewhere in the same file: cycles, overlaps, structures of the wrong kind. */
    @ParameterizedTest
    @ValueSource(strings = {"earliest.h5", "v108.h5", "latest.h5"})
    void exchangedAddressesOfWeights(String name) {
        byte[] good = TestFiles.bytes(name);
        List<Integer> addresses = addresses(good);
        Random random = new Random(3);
        readAll(FILES, WeightStore::readH5, unused -> {
            ByteBuffer bad = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i <= random.nextInt(3); i++) {
                int from = addresses.get(random.nextInt(addresses.size()));
                bad.putLong(addresses.get(random.nextInt(addresses.size())), bad.getLong(from));
            }
            return bad.array();
        });
    }

    @Test
    void everyLengthOfAShortArchive() throws IOException {
        KerasArchive archive = KerasArchive.read(TestFiles.copy("sequential.keras", folder));
        Path file = folder.resolve("good.keras");
        KerasArchive.write(
                file, archive.metadata(), archive.config(), WeightStoreTest.map(archive.weights()), Map.of());
        byte[] good = Files.readAllBytes(file);
        int read = readAll(good.length, KerasArchive::read, length -> Arrays.copyOf(good, length));
        assertThat(read).isZero();
    }

    @Test
    void everyLengthOfShortWeights() throws IOException {
        Path file = folder.resolve("good.h5");
        WeightStore.writeH5(file, WeightStoreTest.map(WeightStore.readH5(TestFiles.copy("earliest.h5", folder))));
        byte[] good = Files.readAllBytes(file);
        int read = readAll(good.length, WeightStore::readH5, length -> Arrays.copyOf(good, length));
        assertThat(read).isZero();
    }

    /** Returns how many could be read. */
    private int readAll(int count, Consumer<Path> reader, Function<Integer, byte[]> files) {
        int[] read = new int[1];
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertTimeoutPreemptively(SOON, () -> {
            for (int i = 0; i < count; i++) {
                Path file = TestFiles.write(folder.resolve("damaged"), files.apply(i));
                long before = memory.getCurrentThreadAllocatedBytes();
                try {
                    reader.accept(file);
                    read[0]++;
                } catch (JerasException e) {
                    assertThat(e.getMessage()).contains("  expected: ").contains("  fix:      ");
                } catch (Throwable e) {
                    throw new AssertionError("file " + i, e);
                }
                assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                        .as("bytes allocated for file %d", i)
                        .isLessThan(LITTLE_MEMORY);
            }
        });
        return read[0];
    }

    private static byte[] flip(byte[] bytes, Random random) {
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(bytes.length);
            // Most of a small HDF5 file is unused; half of the damage goes where something is.
            for (int tries = 0; random.nextBoolean() && bytes[at] == 0 && tries < 100; tries++) {
                at = random.nextInt(bytes.length);
            }
            bytes[at] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(256));
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static List<Integer> addresses(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> addresses = new ArrayList<>();
        for (int at = 0; at + 8 <= bytes.length; at++) {
            long value = words.getLong(at);
            if (value >= 48 && value < bytes.length) {
                addresses.add(at);
            }
        }
        return addresses;
    }
}
