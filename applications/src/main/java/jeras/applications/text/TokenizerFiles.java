package jeras.applications.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Reads the files that describe a tokenizer, and refuses what is none. */
final class TokenizerFiles {
    static final String TOKENIZER = "tokenizer.json";
    static final String SETTINGS = "tokenizer_config.json";
    static final String VOCABULARY = "vocab.txt";

    /** Those of large multilingual models have 17 MB. */
    private static final long LARGEST = 64L << 20;

    private TokenizerFiles() {}

    /** From a folder, or one of its files. */
    static TokenizerDescription read(Path place) {
        if (!Files.isDirectory(place)) {
            Path folder = place.toAbsolutePath().getParent();
            return place.toString().endsWith(".json")
                    ? description(json(place), settings(folder), place)
                    : vocabulary(place, settings(folder));
        }
        if (Files.exists(place.resolve(TOKENIZER))) {
            return description(json(place.resolve(TOKENIZER)), settings(place), place.resolve(TOKENIZER));
        }
        if (Files.exists(place.resolve(VOCABULARY))) {
            return vocabulary(place.resolve(VOCABULARY), settings(place));
        }
        throw new FileFormatException(JerasException.message(
                "There is no tokenizer in " + place + ".",
                "a " + TOKENIZER + ", or the " + VOCABULARY + " of a BERT",
                Files.isDirectory(place) ? "a folder without them" : "no such folder",
                "download the file from where the model comes from, or write it in Python:"
                        + " AutoTokenizer.from_pretrained(id).save_pretrained(folder)"));
    }

    private static TokenizerDescription description(JsonObject json, JsonObject settings, Path file) {
        if (!json.has("model") || !json.get("model").isJsonObject()) {
            throw damaged(file, "an object with a \"model\"", null);
        }
        try {
            return TokenizerDescription.of(json, settings);
        } catch (IllegalStateException
                | ClassCastException
                | UnsupportedOperationException
                | IndexOutOfBoundsException
                | NumberFormatException
                | NullPointerException e) {
            throw damaged(file, "the vocabulary and special tokens of a fast tokenizer", e);
        }
    }

    private static TokenizerDescription vocabulary(Path file, JsonObject settings) {
        List<String> tokens = text(file).lines().map(String::stripTrailing).toList();
        JsonElement lowercase = settings.get("do_lower_case");
        boolean lower = lowercase == null || !lowercase.isJsonPrimitive() || lowercase.getAsBoolean();
        try {
            return TokenizerDescription.of(WordPieceJson.of(new WordPieceVocabulary(tokens, lower)), settings);
        } catch (InvalidArgumentException e) {
            throw damaged(file, "the vocabulary of a BERT, one token a line", e);
        }
    }

    /** Empty when there is no such file. */
    private static JsonObject settings(Path folder) {
        Path file = folder.resolve(SETTINGS);
        return Files.exists(file) ? json(file) : new JsonObject();
    }

    private static JsonObject json(Path file) {
        try {
            JsonElement json = JsonParser.parseString(text(file));
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
            throw damaged(file, "a JSON object", null);
        } catch (JsonSyntaxException e) {
            throw damaged(file, "a JSON object", e);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw damaged(file, "at most " + (LARGEST >> 20) + " MB", null);
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw damaged(file, "text in UTF-8", e);
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "Cannot read " + file + ".",
                            "a " + TOKENIZER + " or " + VOCABULARY + " that can be read",
                            e.toString(),
                            "check the path and the permissions"),
                    e);
        }
    }

    private static FileFormatException damaged(Path file, String expected, Exception cause) {
        String message = JerasException.message(
                "The tokenizer cannot be read from " + file + ".",
                expected,
                cause == null ? "something else" : cause.getMessage(),
                "download the file again, or write it in Python: tokenizer.save_pretrained(folder)");
        return cause == null ? new FileFormatException(message) : new FileFormatException(message, cause);
    }
}
