package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder;

    private Path file(String header, int data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        return Files.write(folder.resolve("x.safetensors"), bytes.array());
    }

    private void assertDamaged(String header, int data, String inside, String expected, String received)
            throws IOException {
        Path file = file(header, data);
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        Cannot read %s%s.
                          expected: %s
                          received: %s
                          fix:      the file is damaged or was cut short: copy it again or save the model again""", file, inside, expected, received);
    }

    @Test
    void everyDataTypeComesBackAsItWas() {
        Array numbers = Array.of(new double[][] {{1, 0, 3}, {4, 5, 100}});
        Map<String, Array> tensors = new LinkedHashMap<>();
        for (SafetensorsType type : SafetensorsType.values()) {
            tensors.put(type.name(), numbers.cast(type.dataType()));
        }
        tensors.put("scalar", Array.of(3f));
        tensors.put("none", Array.of(new float[0][3]));
        Path file = folder.resolve("all.safetensors");
        Safetensors.write(file, tensors);
        Safetensors read = Safetensors.open(file);
        assertThat(read.names()).containsExactlyElementsOf(tensors.keySet());
        assertThat(read.metadata()).isEmpty();
        assertThat(read.type("BF16")).isEqualTo("BF16");
        tensors.forEach((name, values) -> {
            assertThat(read.read(name)).isEqualTo(values);
            assertThat(read.shape(name)).isEqualTo(values.shape());
        });
        assertThat(read).hasToString("Safetensors of 14 tensors in " + file);
    }

    /** The bytes that Python's safetensors.numpy.save({"b": float32 [1, 2], "a": int64 3}, {"format": "pt"}) gives, read here. */
    @Test
    void aFileOfPythonIsRead() throws IOException {
        String header =
                "{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}  ";
        Path file = file(header, 16);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(bytes.length - 16)
                .putLong(3)
                .putFloat(1)
                .putFloat(2);
        Files.write(file, bytes);
        Safetensors read = Safetensors.open(file);
        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
        assertThat(read.read("a")).isEqualTo(Array.of(3L));
        assertThat(read.read("b")).isEqualTo(Array.of(new float[] {1, 2}));
        assertThatThrownBy(() -> read.read("c"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Unknown tensor \"c\".");
    }

    @Test
    void tensorsThatAreNotWhatTheyWereAnnouncedAsLeaveTheOldFile() throws IOException {
        Path file = folder.resolve("kept.safetensors");
        Safetensors.write(file, Map.of("x", Array.of(1f)));
        byte[] before = Files.readAllBytes(file);
        Safetensors.Entry wrong =
                new Safetensors.Entry("y", new Shape(2), DataType.FLOAT32, () -> Array.of(new float[] {1, 2, 3}));
        assertThatThrownBy(() -> Safetensors.write(file, List.of(wrong), Map.of()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Tensor \"y\" cannot be written.");
        Safetensors.Entry twice = Safetensors.Entry.of("x", Array.of(2f));
        assertThatThrownBy(() -> Safetensors.write(file, List.of(twice, twice), Map.of()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Tensor "x" cannot be written.
                          expected: a name that no other tensor has
                          received: "x" again
                          fix:      rename one""");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void headersThatLieAreRefused() throws IOException {
        assertDamaged(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                8,
                " (a)",
                "12 bytes for F32(3)",
                "8");
        assertDamaged(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                8,
                " (a)",
                "a first and a last offset within 8 bytes",
                "[0,16]");
        assertDamaged(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}",
                6,
                " (b)",
                "the byte behind the tensor before it, 4",
                "byte 2");
        assertDamaged(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                6,
                "",
                "6 bytes of tensors",
                "4 bytes");
        assertDamaged(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
                0,
                " (a)",
                "a shape that fits into the file",
                "(4294967296, 4294967296)");
        assertDamaged(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[-4],\"data_offsets\":[0,4]}}",
                4,
                " (a)",
                "a number from 0 on",
                "-4");
    }

    @Test
    void aTypeThatArraysDoNotHaveIsNamedWhenItIsRead() throws IOException {
        Safetensors read =
                Safetensors.open(file("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]}}", 4));
        assertThat(read.type("a")).isEqualTo("F8_E4M3");
        assertThatThrownBy(() -> read.read("a"))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("received: F8_E4M3");
    }

    @Test
    void filesOfOtherKindsAreCalledByTheirKind() throws IOException {
        Path page = Files.writeString(folder.resolve("page"), "<html>not found</html>");
        assertThatThrownBy(() -> Safetensors.open(page))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("received: a web page or an XML text");
        assertThatThrownBy(() -> Safetensors.open(folder.resolve("none"))).isInstanceOf(FileFormatException.class);
    }

    /** Whatever is changed in a file, it is read or refused, and no more memory is taken than the file has bytes. */
    @Test
    void damagedFilesEndInARefusalOrInNumbers() throws IOException {
        Path file = folder.resolve("sound.safetensors");
        Map<String, Array> tensors = new LinkedHashMap<>();
        tensors.put("kernel", Array.of(new float[3][4]));
        tensors.put("bias", Array.of(new long[5]));
        Safetensors.write(file, tensors);
        byte[] sound = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(1);
        Path broken = folder.resolve("broken.safetensors");
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = sound.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : "0129[]{},\":".charAt(random.nextInt(11)));
            }
            Files.write(broken, java.util.Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(9)));
            try {
                Safetensors read = Safetensors.open(broken);
                read.names().forEach(read::read);
            } catch (FileFormatException e) {
                assertThat(e).hasMessageStartingWith("Cannot read ");
            } catch (RuntimeException e) {
                fail("change " + i, e);
            }
        }
    }
}
