package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, places and arrays as Python's fast tokenizers make them; {@code tokenized_texts.py} has written the numbers. */
class TextTokenizerTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> tokensAndTheirPlacesArePythons() {
        return Stream.of("small-bert", "small-roberta").flatMap(name -> {
            TextTokenizer tokenizer = TextTokenizer.of(resource(name));
            return objects(numbers(name).getAsJsonArray("cases"))
                    .map(c -> DynamicTest.dynamicTest(
                            name + " " + c.get("kind").getAsString() + " " + c.get("texts"),
                            () -> assertThat(rows(encodings(tokenizer, c))).isEqualTo(c.getAsJsonArray("encodings"))));
        });
    }

    private static List<TokenizedText> encodings(TextTokenizer plain, JsonObject c) {
        List<String> texts = strings(c.getAsJsonArray("texts"));
        TextTokenizer tokenizer = plain.maxLength(c.get("length").getAsInt());
        return switch (c.get("kind").getAsString()) {
            case "text" -> List.of(tokenizer.encode(texts.get(0)));
            case "words" -> List.of(tokenizer.encodeWords(texts));
            case "pair" ->
                List.of(tokenizer.truncation(c.get("truncation").getAsString()).encode(texts.get(0), texts.get(1)));
            default ->
                tokenizer.windows(texts.get(0), texts.get(1), c.get("stride").getAsInt());
        };
    }

    @TestFactory
    Stream<DynamicTest> batchesVocabularyAndDecodedTextsArePythons() {
        return Stream.of("small-bert", "small-roberta")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    TextTokenizer tokenizer = TextTokenizer.of(resource(name));
                    JsonObject expected = numbers(name);
                    List<String> texts = strings(expected.getAsJsonArray("texts"));
                    TokenBatch batch = tokenizer.batch(texts.get(0), texts.get(1), texts.get(2));

                    assertThat(rows(batch.tokenIds().toArray()))
                            .isEqualTo(expected.getAsJsonObject("batch").get("tokenIds"));
                    assertThat(rows(batch.attentionMask().toArray()))
                            .isEqualTo(expected.getAsJsonObject("batch").get("attentionMask"));
                    assertThat(tokenizer.vocabularySize())
                            .isEqualTo(expected.get("size").getAsInt());
                    assertThat(tokenizer.padId()).isEqualTo(expected.get("pad").getAsInt());
                    assertThat(tokenizer.maskId()).hasValue(expected.get("mask").getAsInt());
                    TextTokenizer whole = tokenizer.truncation("do_not_truncate");
                    assertThat(texts.stream()
                                    .map(t -> whole.decode(whole.encode(t).ids())))
                            .isEqualTo(strings(expected.getAsJsonArray("decoded")));
                }));
    }

    private static JsonElement rows(Object array) {
        return new com.google.gson.Gson().toJsonTree(array);
    }

    @Test
    void padsToAMultiple() {
        TextTokenizer tokenizer = TextTokenizer.of(resource("small-bert")).padToMultipleOf(8);

        assertThat(tokenizer.batch("the film").tokenIds().shape().getShape()).containsExactly(1, 8);
        assertThat(tokenizer.batch("the film").asMap())
                .containsOnlyKeys("input_ids", "attention_mask", "token_type_ids");
    }

    @Test
    void placesCutTheTokensOutOfTheText() {
        String text = "Wörld 😀 film";
        TokenizedText tokens = TextTokenizer.of(resource("small-bert")).encode(text);
        int last = tokens.size() - 2;

        assertThat(text.substring(tokens.start(last), tokens.end(last))).isEqualTo("film");
        assertThat(tokens.tokens()).containsExactly("[CLS]", "world", "[UNK]", "film", "[SEP]");
        assertThat(tokens.firstTokens()).containsExactly(1, 2, 3);
    }

    @Test
    void halfACharacterIsUnknownAndSpoilsNoOther() {
        TextTokenizer tokenizer = TextTokenizer.of(resource("small-bert"));

        assertThat(tokenizer.encode("film \uD83D 😀 \uDE00").tokens())
                .isEqualTo(tokenizer.encode("film \uFFFD 😀 \uFFFD").tokens())
                .contains("film", "[UNK]");
    }

    @Test
    void savedFilesMakeTheSameTokenizer() {
        TextTokenizer tokenizer = TextTokenizer.of(resource("small-bert")).maxLength(7);
        tokenizer.save(folder.resolve("new"));
        TextTokenizer read = TextTokenizer.of(folder.resolve("new"));

        String text = "the old players were in the town again";
        assertThat(read.encode(text)).isEqualTo(tokenizer.encode(text)).matches(t -> t.size() == 7);
        assertThat(folder.resolve("new")).isDirectoryContaining("glob:**vocab.txt");
        assertThat(TextTokenizer.of(folder.resolve("new/vocab.txt")).encode(text))
                .isEqualTo(tokenizer.encode(text));
    }

    @Test
    void everyWindowSeesTheQuestionAndAllOfThemTheText() {
        TextTokenizer tokenizer = TextTokenizer.of(resource("small-bert")).maxLength(16);
        String text = "the old film was played by the old players in the town again and again and again";

        List<TokenizedText> windows = tokenizer.windows("who played?", text, 4);

        boolean[] seen = new boolean[text.length()];
        for (TokenizedText window : windows) {
            assertThat(window.size()).isLessThanOrEqualTo(16);
            for (int i = 0; i < window.size(); i++) {
                for (int at = window.start(i); window.text(i) == 1 && at < window.end(i); at++) {
                    seen[at] = true;
                }
            }
        }
        for (int at = 0; at < seen.length; at++) {
            assertThat(seen[at]).isEqualTo(text.charAt(at) != ' ');
        }
    }

    @Test
    void aQuestionThatLeavesNoRoomIsRefused() {
        TextTokenizer tokenizer = TextTokenizer.of(resource("small-bert")).maxLength(6);

        assertThatThrownBy(() -> tokenizer.truncation("only_second").encode("the old film was played again", "the end"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        A text cannot be cut to 6 tokens.
                          expected: room for a token of the text that is cut, beside the special ones, the other text and the stride
                          received: none
                          fix:      allow more tokens with maxLength, or choose another truncation""");
        assertThatThrownBy(() -> tokenizer.maxLength(2).encode("the end")).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> tokenizer.maxLength(9).windows("who was it", "the end", 3))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> tokenizer.windows("who", "the end", 9))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        There are no windows on a text.
                          expected: a maxLength, and a stride from 0 up to it
                          received: maxLength 6, stride 9
                          fix:      set both: tokenizer.maxLength(384).windows(question, text, 128)""");
    }

    @Test
    void filesThatAreNoTokenizersAreRefused() throws IOException {
        assertThatThrownBy(() -> TextTokenizer.of(folder))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        There is no tokenizer in %s.
                          expected: a tokenizer.json, or the vocab.txt of a BERT
                          received: a folder without them
                          fix:      download the file from where the model comes from, or write it in Python: \
                        AutoTokenizer.from_pretrained(id).save_pretrained(folder)""".formatted(folder));
        Path file = folder.resolve("tokenizer.json");
        String vocabulary = "\"vocab\": {\"a\": 0}";
        for (String damaged : List.of(
                "",
                "[]",
                "{",
                "{\"model\": 3}",
                "{\"model\": {\"vocab\": 3}}",
                "{\"model\": {\"vocab\": {\"a\": \"x\"}}}",
                "{\"model\": {\"type\": \"WordPiece\", \"vocab\": [[]]}}",
                "{\"model\": {\"type\": \"WordPiece\", " + vocabulary + "}, \"added_tokens\": [4]}",
                "{\"version\": \"1.0\", \"model\": {\"type\": \"Unheard\", " + vocabulary + "}}",
                "{\"version\": \"1.0\", \"model\": {\"type\": \"WordPiece\", \"unk_token\": 7, " + vocabulary + "}}",
                "[".repeat(100_000))) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> TextTokenizer.of(file).encode("a"))
                    .as(damaged.substring(0, Math.min(80, damaged.length())))
                    .isInstanceOf(FileFormatException.class);
        }
    }

    @Test
    void unknownTruncationsNameTheNearest() {
        assertThatThrownBy(() -> TextTokenizer.of(resource("small-bert")).truncation("longest"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("longest_first");
    }

    @Test
    void threadsShareOne() {
        TextTokenizer tokenizer = TextTokenizer.of(resource("small-bert"));
        TokenizedText expected = tokenizer.encode("the old players");

        assertThat(Stream.generate(() -> "the old players")
                        .limit(400)
                        .parallel()
                        .map(tokenizer::encode))
                .allMatch(expected::equals);
    }

    // ---- helpers ---------------------------------------------------------------------------------------------------

    static JsonArray rows(List<TokenizedText> texts) {
        JsonArray all = new JsonArray();
        for (TokenizedText text : texts) {
            JsonArray rows = new JsonArray();
            for (int i = 0; i < text.size(); i++) {
                JsonArray row = new JsonArray();
                for (int number : new int[] {
                    text.ids()[i], text.typeIds()[i], text.word(i), text.text(i), text.start(i), text.end(i)
                }) {
                    row.add(number);
                }
                rows.add(row);
            }
            all.add(rows);
        }
        return all;
    }

    private static List<String> strings(JsonArray array) {
        List<String> strings = new ArrayList<>();
        array.forEach(e -> strings.add(e.getAsString()));
        return strings;
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    static JsonObject numbers(String name) {
        try {
            return JsonParser.parseString(Files.readString(resource(name + ".json")))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(TextTokenizerTest.class.getResource("/text/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
