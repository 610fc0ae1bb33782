package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KerasArchiveTest {
    private static final KerasArchive.Metadata METADATA = new KerasArchive.Metadata("3.15.1", "2026-01-02@03:04:05");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("m.keras");
    }

    private String refusal() {
        return TestFiles.failure(file(), () -> KerasArchive.read(file()));
    }

    /** The members of a good file. */
    private Map<String, byte[]> members() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipFile zip =
                new ZipFile(TestFiles.copy("sequential.keras", folder).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                members.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return members;
    }

    /** Packs members with compression, as people do who unpack a file and pack it again. */
    private static byte[] zip(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return out.toByteArray();
    }

    private void zipped(Map<String, byte[]> members) throws IOException {
        Files.write(file(), zip(members));
    }

    /** A good file in whose ZIP directory something is changed. */
    private void directoryChanged(int member, Consumer<ByteBuffer> change) throws IOException {
        byte[] bytes = TestFiles.bytes("sequential.keras");
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = all.getInt(bytes.length - 22 + 16);
        for (int i = 0; i < member; i++) {
            at += 46 + all.getShort(at + 28) + all.getShort(at + 30) + all.getShort(at + 32);
        }
        change.accept(all.slice(at, bytes.length - at).order(ByteOrder.LITTLE_ENDIAN));
        Files.write(file(), bytes);
    }

    @Test
    void aFileOfKerasIsReadWhole() {
        KerasArchive archive = KerasArchive.read(TestFiles.copy("sequential.keras", folder));
        assertThat(archive.metadata().kerasVersion()).isEqualTo("3.15.1");
        assertThat(archive.metadata().dateSaved()).matches("\\d{4}-\\d\\d-\\d\\d@\\d\\d:\\d\\d:\\d\\d");
        assertThat(archive.config().get("class_name").getAsString()).isEqualTo("Sequential");
        assertThat(archive.assets()).isEmpty();
        assertThat(archive.weights().paths())
                .containsExactly(
                        "layers/dense/vars/0",
                        "layers/dense/vars/1",
                        "layers/dense_1/vars/0",
                        "layers/dense_1/vars/1",
                        "optimizer/vars/0",
                        "optimizer/vars/1");
        assertThat(archive.weights().vars("optimizer").get(0).shape().dimension())
                .isZero();
    }

    @Test
    void whatIsWrittenIsReadBackEqual() {
        KerasArchive original = KerasArchive.read(TestFiles.copy("functional.keras", folder));
        byte[] vocabulary = "red\ngrün\n".getBytes(StandardCharsets.UTF_8);
        KerasArchive.write(
                file(),
                METADATA,
                original.config(),
                WeightStoreTest.map(original.weights()),
                Map.of("layers/text/vocabulary.txt", vocabulary));
        KerasArchive read = KerasArchive.read(file());
        assertThat(read.metadata()).isEqualTo(METADATA);
        assertThat(read.config()).isEqualTo(original.config());
        assertThat(read.assets()).containsOnlyKeys("layers/text/vocabulary.txt");
        assertThat(read.assets().get("layers/text/vocabulary.txt")).isEqualTo(vocabulary);
        assertThat(read.weights().paths())
                .containsExactlyElementsOf(original.weights().paths());
        original.weights()
                .paths()
                .forEach(path -> WeightStoreTest.assertSame(
                        path,
                        read.weights().find(path).orElseThrow(),
                        original.weights().find(path).orElseThrow()));
    }

    @Test
    void everyMemberIsStoredWithoutCompression() throws IOException {
        KerasArchive.write(file(), METADATA, new JsonObject(), Map.of("a", WeightStoreTest.array(1)), Map.of());
        try (ZipFile zip = new ZipFile(file().toFile())) {
            assertThat(Collections.list(zip.entries()))
                    .allMatch(entry -> entry.getMethod() == ZipEntry.STORED)
                    .extracting(ZipEntry::getName)
                    .containsExactly("metadata.json", "config.json", "model.weights.h5");
        }
    }

    @Test
    void numbersThatJsonDoesNotHaveAndNullsAreKept() {
        JsonObject config = new JsonObject();
        config.addProperty("a", Double.NaN);
        config.addProperty("b", Double.NEGATIVE_INFINITY);
        config.add("c", JsonParser.parseString("[null, 6]"));
        config.add("d", JsonNull.INSTANCE);
        config.addProperty("e", "<'grün'>");
        assertThat(new String(JsonText.write(config), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":NaN,\"b\":-Infinity,\"c\":[null,6],\"d\":null,\"e\":\"<'grün'>\"}");
        KerasArchive.write(file(), METADATA, config, Map.of(), Map.of());
        JsonObject read = KerasArchive.read(file()).config();
        assertThat(read.get("a").getAsDouble()).isNaN();
        assertThat(read.get("b").getAsDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read.get("d").isJsonNull()).isTrue();
    }

    @Test
    void compressedMembersAreReadToo() throws IOException {
        zipped(members());
        assertThat(KerasArchive.read(file()).weights().paths()).hasSize(6);
    }

    @Test
    void nothingIsLeftBehindWhenWritingFails() throws IOException {
        Files.writeString(file(), "old");
        String message = TestFiles.failure(
                file(),
                () -> AtomicFile.write(file(), out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }));
        assertThat(message).isEqualTo("""
                        Cannot write m.keras.
                          expected: a folder that exists, can be written to and has enough room
                          received: java.io.IOException: No space left on device
                          fix:      create the folder, check its permissions, or free some space""");
        assertThat(file()).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void writingReplacesAFileAndLeavesOnlyIt() throws IOException {
        Files.writeString(file(), "old");
        KerasArchive.write(file(), METADATA, new JsonObject(), Map.of(), Map.of());
        assertThat(KerasArchive.read(file()).metadata()).isEqualTo(METADATA);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        Path file = folder.resolve("none").resolve("m.keras");
        assertThat(TestFiles.failure(
                        file, () -> KerasArchive.write(file, METADATA, new JsonObject(), Map.of(), Map.of())))
                .startsWith("Cannot write m.keras.\n")
                .contains("received: java.nio.file.NoSuchFileException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "../a", "a//b", "a/./b", "a\\b", "c:a", "a\nb"})
    void assetsWithNamesThatLeadElsewhereAreNotWritten(String name) {
        assertThat(TestFiles.failure(
                        file(),
                        () -> KerasArchive.write(
                                file(), METADATA, new JsonObject(), Map.of(), Map.of(name, new byte[1]))))
                .startsWith("The asset \"" + name + "\" cannot be saved.");
    }

    @Test
    void otherKindsOfFilesAreNamed() throws IOException {
        List<String> received = new ArrayList<>();
        for (byte[] content : List.of(
                new byte[0],
                TestFiles.bytes("v108.h5"),
                " {\"a\": 1}".getBytes(StandardCharsets.UTF_8),
                "<html>".getBytes(StandardCharsets.UTF_8),
                new byte[] {31, (byte) 139, 8, 0},
                new byte[] {(byte) 0x80, 4, 1})) {
            Files.write(file(), content);
            received.add(refusal().lines().skip(2).findFirst().orElseThrow().strip());
        }
        assertThat(received)
                .containsExactly(
                        "received: an empty file",
                        "received: an HDF5 file: weights alone, or a model in the legacy .h5 format",
                        "received: a JSON text",
                        "received: a web page or an XML text",
                        "received: a file compressed with gzip",
                        "received: 3 bytes that begin with 0x800401");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Files.write(file(), new byte[0]);
        assertThat(refusal()).isEqualTo("""
                        Cannot read m.keras.
                          expected: a .keras file, which is a ZIP file
                          received: an empty file
                          fix:      save the model in Keras 3 with model.save("model.keras")""");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThat(refusal()).isEqualTo("""
                        Cannot read m.keras.
                          expected: a file
                          received: nothing at m.keras
                          fix:      check the path""");
    }

    @Test
    void aFolderIsRefused() throws IOException {
        Files.createDirectory(file());
        assertThat(refusal()).isEqualTo("""
                        Cannot read m.keras.
                          expected: a file
                          received: a folder
                          fix:      name the file inside it""");
        Files.createFile(file().resolve("saved_model.pb"));
        assertThat(refusal()).contains("received: a TensorFlow SavedModel, which is a folder");
    }

    @Test
    void aFileThatWasCutShortIsRefused() {
        byte[] bytes = TestFiles.bytes("sequential.keras");
        TestFiles.write(file(), Arrays.copyOf(bytes, 5000));
        assertThat(refusal()).isEqualTo("""
                        Cannot read m.keras.
                          expected: a ZIP file with a directory at its end
                          received: 5000 bytes without one
                          fix:      the file is damaged or was cut short: copy it again or save the model again""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata.json", "config.json", "model.weights.h5"})
    void aMissingMemberIsNamed(String name) throws IOException {
        Map<String, byte[]> members = members();
        members.remove(name);
        zipped(members);
        assertThat(refusal())
                .isEqualTo("Cannot read m.keras.\n  expected: a .keras file with the member " + name
                        + "\n  received: a ZIP file without it"
                        + "\n  fix:      save the model in Keras 3 with model.save(\"model.keras\")");
    }

    @Test
    void weightsInNumpysFormatAreNamed() throws IOException {
        Map<String, byte[]> members = members();
        members.put("model.weights.npz", members.remove("model.weights.h5"));
        zipped(members);
        assertThat(refusal()).contains("received: model.weights.npz in its place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "a/../../b", "C:/x", "a\\b", "a//b", "./a", "a\nb"})
    void namesThatLeadElsewhereAreRefused(String name) throws IOException {
        Map<String, byte[]> members = members();
        members.put(name, new byte[1]);
        zipped(members);
        assertThat(refusal())
                .isEqualTo("Cannot read m.keras.\n  expected: members with plain relative names\n  received: \""
                        + name.replace("\n", "?")
                        + "\"\n  fix:      do not use this file: such a name tries to write outside its folder");
    }

    @Test
    void twoMembersOfOneNameAreRefused() throws IOException {
        Map<String, byte[]> members = members();
        members.put("config.jsoo", "{}".getBytes(StandardCharsets.UTF_8));
        byte[] bytes = zip(members);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("config.jsoo", "config.json");
        Files.write(file(), text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refusal())
                .startsWith("Cannot read m.keras (config.json).\n  expected: members with different names\n");
    }

    @Test
    void twoDirectoriesThatDisagreeAreRefused() throws IOException {
        byte[] bytes = TestFiles.bytes("sequential.keras");
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceFirst("config.json", "Config.json");
        Files.write(file(), text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refusal()).startsWith("Cannot read m.keras (config.json).\n  expected: the same member at ");
    }

    @Test
    void aMemberThatIsABombIsRefused() throws IOException {
        Map<String, byte[]> members = members();
        members.put("config.json", new byte[10 << 20]);
        zipped(members);
        assertThat(refusal())
                .startsWith("Cannot read m.keras (config.json).\n  expected: at most 200 times its ")
                .contains("received: 10485760 bytes")
                .endsWith("fix:      do not use this file: it is made to fill the memory");
    }

    @Test
    void aMemberThatIsLargerThanItSaysIsRefused() throws IOException {
        byte[] bytes = zip(members());
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int directory = all.getInt(bytes.length - 22 + 16);
        all.putInt(directory + 24, all.getInt(directory + 24) - 1);
        Files.write(file(), bytes);
        assertThat(refusal()).contains("bytes when decompressed").contains("received: another number of bytes");
    }

    @Test
    void aChecksumThatDiffersIsRefused() throws IOException {
        directoryChanged(1, entry -> entry.putInt(16, 7));
        assertThat(refusal())
                .startsWith("Cannot read m.keras (config.json).\n  expected: bytes with the checksum 0x7\n");
    }

    @Test
    void encryptedMembersAndLinksAndUnknownMethodsAreRefused() throws IOException {
        directoryChanged(0, entry -> entry.putShort(8, (short) 1));
        assertThat(refusal()).contains("received: an encrypted member");
        directoryChanged(0, entry -> entry.putInt(38, 0xa1ff << 16));
        assertThat(refusal()).contains("received: a symbolic link");
        directoryChanged(0, entry -> entry.putShort(10, (short) 12));
        assertThat(refusal()).contains("received: compression method 12");
    }

    @Test
    void aMemberCountThatIsAbsurdIsRefused() throws IOException {
        byte[] bytes = TestFiles.bytes("sequential.keras");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(bytes.length - 22 + 10, (short) 60000);
        Files.write(file(), bytes);
        assertThat(refusal()).contains("expected: at most 10000 members").contains("received: 60000 members");
    }

    @Test
    void aConfigurationThatIsTooDeepIsRefused() throws IOException {
        Map<String, byte[]> members = members();
        byte[] deep = ("{\"a\":" + "[\"]]\",".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
        members.put("config.json", deep);
        stored(members);
        assertThat(refusal()).isEqualTo("""
                        Cannot read m.keras (config.json).
                          expected: values at most 500 deep inside each other
                          received: a text that is deeper
                          fix:      nest fewer models inside each other""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "", "{\"a\"", "{\"a\": [1,}"})
    void aConfigurationThatIsNotAJsonObjectIsRefused(String text) throws IOException {
        Map<String, byte[]> members = members();
        members.put("config.json", text.getBytes(StandardCharsets.UTF_8));
        zipped(members);
        assertThat(refusal()).startsWith("Cannot read m.keras (config.json).\n  expected: a JSON ");
    }

    @Test
    void damagedWeightsAreNamedWithTheirPlaceInTheArchive() throws IOException {
        Map<String, byte[]> members = members();
        members.put("model.weights.h5", TestFiles.bytes("hostile/soft_link.h5"));
        zipped(members);
        assertThat(refusal()).startsWith("Cannot read m.keras (model.weights.h5, /).\n");
    }

    private void stored(Map<String, byte[]> members) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.setLevel(0);
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
    }
}
