package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import jeras.Array;
import jeras.FileFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
    private final Map<String, Array> numbers = Npz.read(KerasNumbers.file("numbers.npz"));

    @ParameterizedTest
    @ValueSource(
            strings = {"float64", "float32", "float16", "int64", "int32", "int8", "uint8", "columns", "big_endian"})
    void readsNumbersOfEachTypeRowByRow(String name) {
        assertThat(numbers.get(name).cast(DataType.FLOAT64).toDoubleArray()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(numbers.get(name).shape()).isEqualTo(new Shape(2, 3));
    }

    @Test
    void keepsTheDataTypes() {
        assertThat(numbers.get("float16").dataType()).isEqualTo(DataType.FLOAT16);
        assertThat(numbers.get("uint8").dataType()).isEqualTo(DataType.UINT8);
        assertThat(numbers.get("big_endian").dataType()).isEqualTo(DataType.FLOAT64);
        assertThat(numbers.get("bool")).hasToString("[[False False False]\n [ True  True  True]]");
        assertThat(numbers.get("scalar").item()).isEqualTo(7);
        assertThat(numbers.get("empty").shape()).isEqualTo(new Shape(0, 3));
    }

    @Test
    void runsNoCode() {
        Path evil = KerasNumbers.file("evil.npz");

        assertThatThrownBy(() -> Npz.sequences(evil, "x"))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        "x" in %s cannot be read.
                          expected: what NumPy's savez writes for numbers
                          received: the name posix.system, which is code and no data
                          fix:      fetch it again if it was damaged; write other objects as arrays of numbers""".formatted(evil));
        assertThatThrownBy(() -> Npz.read(evil)).hasMessageContaining("received: an array of Python's objects\n");
    }

    @Test
    void refusesOtherTypes() {
        assertThatThrownBy(() -> Npz.read(KerasNumbers.file("strings.npz")))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("received: an array of the unknown type U1\n");
    }

    @Test
    void refusesDamagedFiles(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(KerasNumbers.file("imdb.npz"));
        Path damaged = folder.resolve("damaged.npz");
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(damaged, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Npz.sequences(damaged, "x_train")).isInstanceOf(FileFormatException.class);
        }
        for (int at = 0; at < whole.length; at += 13) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) 0x55;
            Files.write(damaged, changed);
            try {
                Npz.sequences(damaged, "x_train");
            } catch (jeras.JerasException expected) {
                assertThat(expected).hasMessageContaining(damaged.toString());
            }
        }
    }
}
