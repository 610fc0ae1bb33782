package jeras.applications.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;

/** The {@code tokenizer.json} of a BERT with a given vocabulary. */
final class WordPieceJson {
    private WordPieceJson() {}

    static JsonObject of(WordPieceVocabulary vocabulary) {
        JsonObject json = new JsonObject();
        json.addProperty("version", "1.0");
        json.add("truncation", JsonNull.INSTANCE);
        json.add("padding", JsonNull.INSTANCE);
        json.add("added_tokens", addedTokens(vocabulary.tokens()));
        json.add("normalizer", normalizer(vocabulary.lowercase()));
        json.add("pre_tokenizer", type("BertPreTokenizer"));
        json.add("post_processor", postProcessor(vocabulary.tokens()));
        json.add("decoder", decoder());
        json.add("model", model(vocabulary.tokens()));
        return json;
    }

    private static JsonArray addedTokens(List<String> tokens) {
        JsonArray added = new JsonArray();
        for (String token : tokens) {
            if (WordPieceVocabulary.SPECIAL.contains(token)) {
                JsonObject one = new JsonObject();
                one.addProperty("id", tokens.indexOf(token));
                one.addProperty("content", token);
                for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
                    one.addProperty(flag, false);
                }
                one.addProperty("special", true);
                added.add(one);
            }
        }
        return added;
    }

    private static JsonObject normalizer(boolean lowercase) {
        JsonObject normalizer = type("BertNormalizer");
        normalizer.addProperty("clean_text", true);
        normalizer.addProperty("handle_chinese_chars", true);
        normalizer.add("strip_accents", JsonNull.INSTANCE);
        normalizer.addProperty("lowercase", lowercase);
        return normalizer;
    }

    /** {@code [CLS] A [SEP]} and {@code [CLS] A [SEP] B [SEP]}. */
    private static JsonObject postProcessor(List<String> tokens) {
        JsonObject processor = type("TemplateProcessing");
        JsonArray single = new JsonArray();
        single.add(part("SpecialToken", WordPieceVocabulary.CLASS, 0));
        single.add(part("Sequence", "A", 0));
        single.add(part("SpecialToken", WordPieceVocabulary.SEPARATOR, 0));
        JsonArray pair = single.deepCopy();
        pair.add(part("Sequence", "B", 1));
        pair.add(part("SpecialToken", WordPieceVocabulary.SEPARATOR, 1));
        processor.add("single", single);
        processor.add("pair", pair);
        JsonObject special = new JsonObject();
        for (String token : List.of(WordPieceVocabulary.CLASS, WordPieceVocabulary.SEPARATOR)) {
            JsonObject one = new JsonObject();
            one.addProperty("id", token);
            JsonArray ids = new JsonArray();
            ids.add(tokens.indexOf(token));
            one.add("ids", ids);
            JsonArray names = new JsonArray();
            names.add(token);
            one.add("tokens", names);
            special.add(token, one);
        }
        processor.add("special_tokens", special);
        return processor;
    }

    private static JsonObject part(String kind, String id, int typeId) {
        JsonObject inner = new JsonObject();
        inner.addProperty("id", id);
        inner.addProperty("type_id", typeId);
        JsonObject part = new JsonObject();
        part.add(kind, inner);
        return part;
    }

    private static JsonObject decoder() {
        JsonObject decoder = type("WordPiece");
        decoder.addProperty("prefix", "##");
        decoder.addProperty("cleanup", true);
        return decoder;
    }

    private static JsonObject model(List<String> tokens) {
        JsonObject model = type("WordPiece");
        model.addProperty("unk_token", WordPieceVocabulary.UNKNOWN);
        model.addProperty("continuing_subword_prefix", "##");
        model.addProperty("max_input_chars_per_word", 100);
        JsonObject vocabulary = new JsonObject();
        for (int i = 0; i < tokens.size(); i++) {
            vocabulary.addProperty(tokens.get(i), i);
        }
        model.add("vocab", vocabulary);
        return model;
    }

    private static JsonObject type(String name) {
        JsonObject object = new JsonObject();
        object.addProperty("type", name);
        return object;
    }
}
