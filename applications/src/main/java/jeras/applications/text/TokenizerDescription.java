package jeras.applications.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What files say of a tokenizer.
 *
 * @param json its {@code tokenizer.json}, without a length to cut or fill texts to: that is up to who asks
 * @param settings its {@code tokenizer_config.json}, maybe empty
 * @param ids the tokens' ids
 */
record TokenizerDescription(JsonObject json, JsonObject settings, Map<String, Integer> ids) {
    /** What {@code model_max_length} is above this stands for no limit: Python writes 1e30. */
    private static final double LONGEST = 1e6;

    /** How the first and the second name of special tokens are found where the settings do not name them. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "pad_token", List.of("[PAD]", "<pad>"),
            "unk_token", List.of("[UNK]", "<unk>"),
            "cls_token", List.of("[CLS]", "<s>"),
            "sep_token", List.of("[SEP]", "</s>"),
            "mask_token", List.of("[MASK]", "<mask>"));

    static TokenizerDescription of(JsonObject json, JsonObject settings) {
        JsonObject plain = json.deepCopy();
        plain.add("truncation", JsonNull.INSTANCE);
        plain.add("padding", JsonNull.INSTANCE);
        Map<String, Integer> ids = new HashMap<>();
        JsonElement vocabulary = plain.getAsJsonObject("model").get("vocab");
        if (vocabulary != null && vocabulary.isJsonArray()) {
            // A unigram model lists pairs of a token and its score.
            JsonArray pairs = vocabulary.getAsJsonArray();
            for (int i = 0; i < pairs.size(); i++) {
                ids.put(pairs.get(i).getAsJsonArray().get(0).getAsString(), i);
            }
        } else if (vocabulary != null) {
            vocabulary
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(e -> ids.put(e.getKey(), e.getValue().getAsInt()));
        }
        if (plain.has("added_tokens") && plain.get("added_tokens").isJsonArray()) {
            for (JsonElement added : plain.getAsJsonArray("added_tokens")) {
                JsonObject token = added.getAsJsonObject();
                ids.put(token.get("content").getAsString(), token.get("id").getAsInt());
            }
        }
        return new TokenizerDescription(plain, settings, Map.copyOf(ids));
    }

    /** The length that the model was made for; 0 when the files do not say. */
    int modelLength() {
        JsonElement length = settings.get("model_max_length");
        boolean told = length != null && length.isJsonPrimitive() && length.getAsDouble() <= LONGEST;
        return told ? Math.max(0, length.getAsInt()) : 0;
    }

    /** The special token of a role, such as {@code "pad_token"}. */
    Optional<String> special(String role) {
        JsonElement told = settings.get(role);
        if (told != null && told.isJsonObject()) {
            told = told.getAsJsonObject().get("content");
        }
        if (told != null && told.isJsonPrimitive() && ids.containsKey(told.getAsString())) {
            return Optional.of(told.getAsString());
        }
        return USUAL.get(role).stream().filter(ids::containsKey).findFirst();
    }

    OptionalInt specialId(String role) {
        return special(role).map(t -> OptionalInt.of(ids.get(t))).orElse(OptionalInt.empty());
    }

    /** True for a tokenizer all parts of which are BERT's own, with a token for what it does not know. */
    boolean isPlainBert() {
        JsonElement unknown = json.getAsJsonObject("model").get("unk_token");
        return isWordPiece()
                && unknown != null
                && unknown.isJsonPrimitive()
                && ids.containsKey(unknown.getAsString())
                && isOfType("normalizer", "BertNormalizer")
                && isOfType("pre_tokenizer", "BertPreTokenizer");
    }

    private boolean isOfType(String part, String type) {
        return json.get(part) instanceof JsonObject object
                && object.get("type") instanceof JsonPrimitive name
                && name.getAsString().equals(type);
    }

    /** True for the tokenizer of a BERT, whose vocabulary can be written as {@code vocab.txt}. */
    boolean isWordPiece() {
        JsonElement type = json.getAsJsonObject("model").get("type");
        return type != null && type.isJsonPrimitive() && type.getAsString().equals("WordPiece");
    }
}
