package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import jeras.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightStoreTest {
    @TempDir
    private Path folder;

    static Array array(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return Array.wrap(bytes, new Shape(values.length), DataType.FLOAT32);
    }

    /** Written by h5py with its libver "earliest" (the default), "v108" and "latest": three forms of everything. */
    @ParameterizedTest
    @ValueSource(strings = {"earliest.h5", "v108.h5", "latest.h5"})
    void everyTypeAndLayoutIsReadAsH5pyReadsIt(String name) {
        WeightStore store = WeightStore.readH5(TestFiles.copy(name, folder));
        List<ExpectedArray> expected = TestFiles.lines(name + ".csv").stream()
                .skip(1)
                .map(ExpectedArray::parse)
                .toList();
        assertThat(new TreeSet<>(store.paths()))
                .isEqualTo(
                        new TreeSet<>(expected.stream().map(ExpectedArray::path).toList()));
        expected.forEach(array -> array.assertEqualTo(store.find(array.path()).orElseThrow()));
    }

    @Test
    void whatIsWrittenIsReadBackEqualInAllTypes() {
        WeightStore original = WeightStore.readH5(TestFiles.copy("earliest.h5", folder));
        Path copy = folder.resolve("copy.weights.h5");
        WeightStore.writeH5(copy, map(original));
        WeightStore read = WeightStore.readH5(copy);
        assertThat(read.paths()).containsExactlyElementsOf(original.paths());
        for (String path : original.paths()) {
            assertSame(path, read.find(path).orElseThrow(), original.find(path).orElseThrow());
        }
    }

    @Test
    void anotherReaderOfHdf5FindsTheSameNumbers() {
        Path file = folder.resolve("a.weights.h5");
        Array scalar = Array.wrap(array(0.25f).bytes(), new Shape(), DataType.FLOAT32);
        WeightStore.writeH5(file, Map.of("layers/dense/vars/0", array(1, -2, 3.5f), "optimizer/vars/1", scalar));
        try (HdfFile hdf = new HdfFile(file)) {
            assertThat(hdf.getDatasetByPath("layers/dense/vars/0").getData()).isEqualTo(new float[] {1, -2, 3.5f});
            assertThat(hdf.getDatasetByPath("optimizer/vars/1").getData()).isEqualTo(0.25f);
            assertThat(hdf.getDatasetByPath("optimizer/vars/1").getDimensions()).isEmpty();
        }
    }

    @Test
    void theSameArraysGiveTheSameBytes() throws IOException {
        Map<String, Array> forwards = new LinkedHashMap<>();
        forwards.put("a", array(1));
        forwards.put("b", array(2));
        Map<String, Array> backwards = new LinkedHashMap<>();
        backwards.put("b", array(2));
        backwards.put("a", array(1));
        WeightStore.writeH5(folder.resolve("1.h5"), forwards);
        WeightStore.writeH5(folder.resolve("2.h5"), backwards);
        assertThat(folder.resolve("1.h5")).hasSameBinaryContentAs(folder.resolve("2.h5"));
    }

    @Test
    void bfloat16IsSavedAsFloat32() {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        bytes.putShort((short) 0x3fc0).putShort((short) 0xc010).flip();
        Path file = folder.resolve("a.h5");
        WeightStore.writeH5(file, Map.of("a", Array.wrap(bytes, new Shape(2), DataType.BFLOAT16)));
        Array read = WeightStore.readH5(file).find("a").orElseThrow();
        assertThat(read.dataType()).isEqualTo(DataType.FLOAT32);
        assertThat(TestFiles.values(read)).containsExactly(1.5, -2.25);
    }

    @Test
    void aFileWithoutWeightsIsEmpty() {
        Path file = folder.resolve("none.h5");
        WeightStore.writeH5(file, Map.of());
        assertThat(WeightStore.readH5(file).paths()).isEmpty();
    }

    @Test
    void varsComeInNumericOrder() {
        Map<String, Array> weights = new LinkedHashMap<>();
        for (int i = 11; i >= 0; i--) {
            weights.put("layers/dense/vars/" + i, array(i));
        }
        weights.put("layers/dense_10/vars/0", array(10));
        weights.put("layers/dense_2/vars/0", array(2));
        weights.put("vars/0", array(-1));
        WeightStore store = WeightStore.of(weights);
        assertThat(store.vars("layers/dense").stream().map(a -> TestFiles.values(a)[0]))
                .containsExactly(0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11.);
        assertThat(store.children("layers")).containsExactly("dense", "dense_2", "dense_10");
        assertThat(store.children("")).containsExactly("layers", "vars");
        assertThat(store.vars("")).hasSize(1);
        assertThat(store.vars("layers/flatten")).isEmpty();
        assertThat(store.find("layers/dense")).isEmpty();
        assertThat(store.arrays()).hasSize(15);
    }

    @Test
    void namesThatDifferInLeadingZerosAreDifferent() {
        assertThat(Stream.of("a10", "a1", "a01", "b", "a", "a2").sorted(WeightStore.NATURAL_ORDER))
                .containsExactly("a", "a01", "a1", "a2", "a10", "b");
    }

    @Test
    void aPathThatLeadsThroughAnotherArrayIsRefused() {
        Map<String, Array> weights = new LinkedHashMap<>();
        weights.put("a", array(1));
        weights.put("a/b", array(1));
        Path file = folder.resolve("a.h5");
        assertThat(TestFiles.failure(file, () -> WeightStore.writeH5(file, weights)))
                .isEqualTo("""
                        The weight "a/b" cannot be saved.
                          expected: a path that does not lead through another array
                          received: "a/b"
                          fix:      give it another path""");
        assertThat(file).doesNotExist();
    }

    @Test
    void aPathThatIsTooLongToBeReadAgainIsRefused() {
        Path file = folder.resolve("a.h5");
        String path = "a".repeat(2001);
        assertThat(TestFiles.failure(file, () -> WeightStore.writeH5(file, Map.of(path, array(1)))))
                .contains("expected: a path of at most 2000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/./b", "a\0b"})
    void aPathThatNamesNothingIsRefused(String path) {
        Path file = folder.resolve("a.h5");
        assertThat(TestFiles.failure(file, () -> WeightStore.writeH5(file, Map.of(path, array(1)))))
                .contains("expected: names divided by single slashes");
    }

    @Test
    void aTypeThatKerasCannotReadIsRefused() {
        Path file = folder.resolve("a.h5");
        Array array = Array.wrap(ByteBuffer.allocate(4), new Shape(1), DataType.UINT32);
        assertThat(TestFiles.failure(file, () -> WeightStore.writeH5(file, Map.of("a", array))))
                .isEqualTo("""
                        The weight "a" cannot be saved.
                          expected: float16, bfloat16, float32, float64, int8, int16, int32, int64, uint8 or bool
                          received: uint32
                          fix:      convert it to one of these types""");
    }

    @Test
    void aModelGivenAsWeightsIsNamed() {
        Path file = TestFiles.copy("sequential.keras", folder);
        assertThat(TestFiles.failure(file, () -> WeightStore.readH5(file))).isEqualTo("""
                        Cannot read sequential.keras.
                          expected: an HDF5 file of weights
                          received: a ZIP file: probably a whole model, as .keras
                          fix:      load it as a model""");
    }

    @Test
    void groupsThatAreTooDeepAreRefused() {
        Path file = folder.resolve("deep.h5");
        WeightStore.writeH5(file, Map.of("g/".repeat(120) + "a", array(1)));
        assertThat(TestFiles.failure(file, () -> WeightStore.readH5(file)))
                .startsWith("Cannot read deep.h5 (/g/g/g/")
                .endsWith("""
                        g/g).
                          expected: at most 100 groups inside each other
                          received: more
                          fix:      nest fewer models inside each other""");
    }

    @Test
    void aFileThatIsShorterThanItSaysIsRefused() throws IOException {
        byte[] bytes = TestFiles.bytes("earliest.h5");
        Path file = folder.resolve("short.h5");
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(TestFiles.failure(file, () -> WeightStore.readH5(file))).isEqualTo("""
                        Cannot read short.h5 (superblock).
                          expected: 51400 bytes, as the file says itself
                          received: 51399 bytes
                          fix:      the file is damaged or was cut short: copy it again or save the model again""");
    }

    static Map<String, Array> map(WeightStore store) {
        Map<String, Array> map = new LinkedHashMap<>();
        store.paths().forEach(path -> map.put(path, store.find(path).orElseThrow()));
        return map;
    }

    static void assertSame(String path, Array actual, Array expected) {
        assertThat(actual.shape()).as(path).isEqualTo(expected.shape());
        assertThat(actual.dataType()).as(path).isEqualTo(expected.dataType());
        assertThat(actual.bytes()).as(path).isEqualTo(expected.bytes());
    }
}
