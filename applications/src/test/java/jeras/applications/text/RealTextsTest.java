package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Thousands of real sentences with the vocabularies of real models: every token's id, type, word, text and place is the one that
 * Python's fast tokenizer gives, by a digest of all of them.
 */
class RealTextsTest {
    @Test
    void reviewsInEnglish() throws Exception {
        TextTokenizer tokenizer = TextTokenizer.of(data("bert-tokenizers/bert-base-uncased-vocab.txt"));
        List<String> reviews = new ArrayList<>();
        for (String name : List.of("pos", "neg")) {
            reviews.addAll(List.of(
                    Files.readString(data("rt-polarity/rt-polarity." + name)).split("\n")));
        }

        check("rt-polarity", tokenizer.encodeAll(reviews));
    }

    @Test
    void questionsAndContextsInEnglish() throws Exception {
        check("xquad.en", questions("xquad.en", "bert-base-uncased-tokenizer.json"));
    }

    @Test
    void questionsAndContextsInChinese() throws Exception {
        check("xquad.zh", questions("xquad.zh", "bge-small-zh-v1.5-tokenizer.json"));
    }

    private static List<TokenizedText> questions(String name, String vocabulary) throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(data("xquad/" + name + ".json")))
                .getAsJsonObject();
        List<String> questions = new ArrayList<>();
        List<String> contexts = new ArrayList<>();
        for (JsonElement article : json.getAsJsonArray("data")) {
            for (JsonElement paragraph : article.getAsJsonObject().getAsJsonArray("paragraphs")) {
                for (JsonElement question : paragraph.getAsJsonObject().getAsJsonArray("qas")) {
                    questions.add(question.getAsJsonObject().get("question").getAsString());
                    contexts.add(paragraph.getAsJsonObject().get("context").getAsString());
                }
            }
        }
        return TextTokenizer.of(data("bert-tokenizers/" + vocabulary))
                .maxLength(256)
                .truncation("only_second")
                .encodeAll(questions, contexts);
    }

    private static void check(String name, List<TokenizedText> texts) throws Exception {
        JsonObject expected = TextTokenizerTest.numbers("digests").getAsJsonObject(name);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (JsonElement rows : TextTokenizerTest.rows(texts)) {
            sha.update((rows + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(texts).hasSize(expected.get("texts").getAsInt());
        assertThat(texts.stream().mapToInt(TokenizedText::size).sum())
                .isEqualTo(expected.get("tokens").getAsInt());
        assertThat(HexFormat.of().formatHex(sha.digest()))
                .isEqualTo(expected.get("sha256").getAsString());
    }

    /** A file in the folder {@code shared}, a sibling of the checkout; the test is skipped without it. */
    private static Path data(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolveSibling("shared").resolve("data").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        assumeTrue(false, "skipped: no file shared/data/" + name + " beside the checkout");
        throw new AssertionError("unreachable");
    }
}
