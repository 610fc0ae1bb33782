package jeras.applications.text;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.saving.Safetensors;

/**
 * A folder of one model, as Hugging Face's hub has it.
 *
 * @param json what {@code config.json} holds, with entries that play no part here
 */
record PretrainedFolder(Path folder, JsonObject json, EncoderConfig config) {
    static final String CONFIG = "config.json";

    /** What tokenizers of the family may consist of. */
    static final List<String> TOKENIZER = List.of(
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.txt",
            "vocab.json",
            "merges.txt",
            "sentencepiece.bpe.model");

    static PretrainedFolder open(Path folder) {
        Path file = folder.resolve(CONFIG);
        JsonObject json = JsonFile.read(file);
        return new PretrainedFolder(folder, json, ConfigFile.read(file, json));
    }

    Checkpoint checkpoint() {
        return Checkpoint.open(folder);
    }

    /** Weights first: a folder with the new configuration has the new weights too. */
    static void write(Path folder, String config, List<Safetensors.Entry> weights) {
        try {
            Files.createDirectories(folder);
            Safetensors.write(folder.resolve(Checkpoint.SINGLE), weights, Map.of("format", "pt"));
            Path temporary = folder.resolve("." + CONFIG + "." + UUID.randomUUID() + ".tmp");
            try {
                Files.writeString(temporary, config);
                Files.move(temporary, folder.resolve(CONFIG), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    void copyTokenizer(Path target) {
        try {
            for (String name : TOKENIZER) {
                Path file = folder.resolve(name);
                boolean same = Files.exists(target.resolve(name)) && Files.isSameFile(file, target.resolve(name));
                if (Files.isRegularFile(file) && !same) {
                    Files.copy(file, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static FileFormatException unwritable(Path folder, IOException cause) {
        return new FileFormatException(
                JerasException.message(
                        "Cannot write the model to " + folder + ".",
                        "a folder that can be written to and has enough room",
                        cause.toString(),
                        "check its permissions, or free some space"),
                cause);
    }
}
