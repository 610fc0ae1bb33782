package jeras.saving;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * A {@code .keras} file: a ZIP file of {@code metadata.json}, {@code config.json}, {@code model.weights.h5} and assets.
 *
 * <p>Knows nothing of layers. What is read lies on the heap and the file is closed.
 *
 * @param metadata which Keras wrote it, and when; empty texts where the file does not say
 * @param config the model as Keras's {@code get_config} describes it
 * @param weights arrays by path
 * @param assets files of layers, as vocabularies, by their path below {@code assets/}
 * @see <a href="https://keras.io/api/models/model_saving_apis/model_saving_and_loading/">Keras: saving</a>
 */
record KerasArchive(Metadata metadata, JsonObject config, WeightStore weights, Map<String, byte[]> assets) {
    private static final String METADATA = "metadata.json";
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.weights.h5";
    private static final String NUMPY_WEIGHTS = "model.weights.npz";
    private static final String ASSETS = "assets/";
    private static final long LARGEST_METADATA = 1L << 20;
    private static final long LARGEST_CONFIG = 16L << 20;
    private static final long LARGEST_ASSET = 1L << 30;

    /**
     * Who wrote a file.
     *
     * @param kerasVersion as {@code 3.15.1}
     * @param dateSaved as {@code 2026-11-21@20:48:11}
     */
    record Metadata(String kerasVersion, String dateSaved) {}

    /**
     * Reads a file. Nothing in it is executed.
     *
     * @throws jeras.FileFormatException if it is missing, damaged, hostile or of another kind
     */
    static KerasArchive read(Path file) {
        return InputFile.open(file, KerasArchive::read);
    }

    static KerasArchive read(Source source) {
        Map<String, ZipMember> members = ZipDirectory.read(source);
        JsonObject metadata = json(require(members, METADATA, source), LARGEST_METADATA);
        JsonObject config = json(require(members, CONFIG, source), LARGEST_CONFIG);
        WeightStore weights = WeightStore.read(require(members, WEIGHTS, source).open());
        Map<String, byte[]> assets = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            if (name.startsWith(ASSETS)) {
                assets.put(name.substring(ASSETS.length()), member.bytes(LARGEST_ASSET));
            }
        });
        return new KerasArchive(
                new Metadata(JsonText.string(metadata, "keras_version"), JsonText.string(metadata, "date_saved")),
                config,
                weights,
                Collections.unmodifiableMap(assets));
    }

    private static JsonObject json(ZipMember member, long most) {
        return JsonText.read(member.bytes(most), member.place());
    }

    private static ZipMember require(Map<String, ZipMember> members, String name, Source source) {
        ZipMember member = members.get(name);
        if (member == null) {
            boolean numpy = name.equals(WEIGHTS) && members.containsKey(NUMPY_WEIGHTS);
            throw source.place()
                    .error(
                            "a .keras file with the member " + name,
                            numpy ? NUMPY_WEIGHTS + " in its place" : "a ZIP file without it",
                            "save the model in Keras 3 with model.save(\"model.keras\")");
        }
        return member;
    }

    /**
     * Writes a file that Keras loads: all members stored without compression, the weights without a copy in memory.
     *
     * @throws jeras.FileFormatException if the file cannot be written; what was there before stays then
     * @throws InvalidArgumentException if an array or a name cannot be stored
     */
    static void write(
            Path file, Metadata metadata, JsonObject config, Map<String, Array> weights, Map<String, byte[]> assets) {
        JsonObject metadataJson = new JsonObject();
        metadataJson.addProperty("keras_version", metadata.kerasVersion());
        metadataJson.addProperty("date_saved", metadata.dateSaved());
        byte[] metadataText = JsonText.write(metadataJson);
        byte[] configText = JsonText.write(config);
        Hdf5Writer hdf5 = Hdf5Writer.of(weights);
        assets.keySet().forEach(KerasArchive::requireAssetName);
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            store(zip, METADATA, metadataText.length, member -> member.write(metadataText));
            store(zip, CONFIG, configText.length, member -> member.write(configText));
            store(zip, WEIGHTS, hdf5.size(), hdf5::writeTo);
            for (Map.Entry<String, byte[]> asset : assets.entrySet()) {
                byte[] bytes = asset.getValue();
                store(zip, ASSETS + asset.getKey(), bytes.length, member -> member.write(bytes));
            }
            zip.finish();
        });
    }

    private static void requireAssetName(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.matches(".*[\\\\:\\p{Cntrl}].*")) {
                throw new InvalidArgumentException(JerasException.message(
                        "The asset \"" + name + "\" cannot be saved.",
                        "a plain relative path, with slashes",
                        "\"" + name + "\"",
                        "give it another name"));
            }
        }
    }

    /** A stored member says its size and checksum before its bytes, so the content is produced twice. */
    private static void store(ZipOutputStream zip, String name, long size, AtomicFile.Content content)
            throws IOException {
        CRC32 sum = new CRC32();
        content.writeTo(new OutputStream() {
            @Override
            public void write(int b) {
                sum.update(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                sum.update(bytes, offset, length);
            }
        });
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }
}
