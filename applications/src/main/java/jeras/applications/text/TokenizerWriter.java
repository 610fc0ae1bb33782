package jeras.applications.text;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import jeras.FileFormatException;
import jeras.JerasException;

/** Writes a tokenizer's files as Python's transformers does. */
final class TokenizerWriter {
    private static final Gson JSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private TokenizerWriter() {}

    /** @param maxLength 0 for none */
    static void write(TokenizerDescription description, int maxLength, Path folder) {
        JsonObject settings = description.settings().deepCopy();
        if (maxLength > 0) {
            settings.addProperty("model_max_length", maxLength);
        }
        for (String role : new String[] {"unk_token", "sep_token", "pad_token", "cls_token", "mask_token"}) {
            description.special(role).filter(t -> !settings.has(role)).ifPresent(t -> settings.addProperty(role, t));
        }
        try {
            Files.createDirectories(folder);
            write(folder.resolve(TokenizerFiles.TOKENIZER), JSON.toJson(description.json()));
            write(folder.resolve(TokenizerFiles.SETTINGS), JSON.toJson(settings));
            if (description.isWordPiece()) {
                write(folder.resolve(TokenizerFiles.VOCABULARY), vocabulary(description.ids()));
            }
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "The tokenizer cannot be written to " + folder + ".",
                            "a folder that can be written to and has enough room",
                            e.toString(),
                            "choose another folder, or free some space"),
                    e);
        }
    }

    private static String vocabulary(Map<String, Integer> ids) {
        StringBuilder lines = new StringBuilder();
        ids.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(e -> lines.append(e.getKey()).append('\n'));
        return lines.toString();
    }

    /** Whole or not at all. */
    private static void write(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
