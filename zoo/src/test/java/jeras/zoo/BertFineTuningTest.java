package jeras.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jeras.Keras;
import jeras.applications.text.EncoderConfig;
import jeras.applications.text.TextEncoder;
import jeras.applications.text.TextTokenizer;
import jeras.applications.text.WordPieceVocabulary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe as a user runs it, on a tiny encoder with random weights and tasks that a few words decide. */
class BertFineTuningTest {
    private static final List<String> WORDS =
            List.of("good", "bad", "the", "film", "was", "ada", "paris", "in", "lives", "very", "who", "where", "?");

    @TempDir
    Path folder;

    private Path encoder;

    @BeforeEach
    void writeEncoder() {
        encoder = folder.resolve("encoder");
        Keras.setRandomSeed(1);
        WordPieceVocabulary words = WordPieceVocabulary.train(List.of(String.join(" ", WORDS)), o -> o.minFrequency(1));
        TextEncoder random = TextEncoder.of(EncoderConfig.bert()
                .vocabSize(words.tokens().size())
                .numHiddenLayers(2)
                .numAttentionHeads(2)
                .hiddenSize(32)
                .intermediateSize(64)
                .maxPositionEmbeddings(64)
                .initializerRange(0.1));
        random.savePretrained(encoder, random.maskedLanguageModel());
        TextTokenizer.of(words).save(encoder);
    }

    private Transcript bert(String... options) {
        List<String> all = new ArrayList<>(List.of(
                "bert",
                "--from",
                encoder.toString(),
                "--output",
                folder.resolve("out").toString()));
        all.addAll(List.of(options));
        Map<String, String> usual =
                Map.of("--max-length", "32", "--learning-rate", "0.003", "--epochs", "20", "--verbose", "2");
        usual.forEach((name, value) -> all.addAll(all.contains(name) ? List.of() : List.of(name, value)));
        return Transcript.of(all.toArray(String[]::new));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String reviews() throws IOException {
        return write(
                "reviews.csv",
                IntStream.range(0, 120)
                        .mapToObj(i -> "\"the film was " + "very ".repeat(i % 5) + (i % 2 == 0 ? "good" : "bad") + "\","
                                + (i % 2 == 0 ? "pos" : "neg"))
                        .collect(Collectors.joining("\n", "text,label\n", "\n")));
    }

    @Test
    void classifiesTextsAndWritesAFolderThatIsAskedLater() throws IOException {
        Transcript run = bert(
                "--data",
                reviews(),
                "--epochs",
                "30",
                "--accumulate",
                "2",
                "--layer-decay",
                "0.9",
                "--freeze-until",
                "1");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().toList())
                .startsWith("96 texts to train on, 12 to validate with, 12 to test with, 2 classes. Computing on cpu.");
        assertThat(run.out())
                .contains(
                        "Memory: about ",
                        "Epoch 1/30 - 6/6",
                        "val_accuracy",
                        "On 12 texts that it has not seen: 100.0 % right.")
                .contains("Ask it: ./jeras predict " + folder.resolve("out"));
        assertThat(folder.resolve("out"))
                .isDirectoryContaining("glob:**/config.json")
                .isDirectoryContaining("glob:**/model.safetensors")
                .isDirectoryContaining("glob:**/tokenizer.json")
                .isDirectoryContaining("glob:**/report.md")
                .isDirectoryContaining("glob:**/curves.png")
                .isDirectoryContaining("glob:**/confusion.png");
        assertThat(Files.readString(folder.resolve("out/report.md")))
                .contains(
                        "# BERT, classification",
                        "| accuracy | 1.0000 |",
                        "--layer-decay",
                        "TextTokenizer.of(Path.of(");

        String out = folder.resolve("out").toString();
        Transcript answers = Transcript.of("predict", "--json", out, "the film was good", "bad film");
        assertThat(answers.out().lines().map(l -> json(l).get("label").getAsString()))
                .containsExactly("pos", "neg");
        assertThat(Transcript.withInput("the film was very bad\n", "predict", out)
                        .out())
                .startsWith("the film was very bad: neg ");
    }

    @Test
    void withoutAModelASmallOneIsTrainedWhichMayReadTextsFirst() throws IOException {
        String out = folder.resolve("out").toString();
        String texts = write("texts.txt", "the film was very good\n\nada lives in paris\n".repeat(20));
        String[] options = {
            "bert", "--data", reviews(), "--max-length", "16", "--epochs", "1", "--verbose", "0", "--output", out
        };

        Transcript fresh = Transcript.of(options);
        Transcript both = Transcript.of(
                Stream.concat(Stream.of(options), Stream.of("--pretrain-on", texts, "--pretrain-epochs", "1"))
                        .toArray(String[]::new));

        assertThat(fresh.err()).isEmpty();
        assertThat(fresh.out())
                .contains("A small BERT with new weights: it learns these texts, and knows no language before.")
                .doesNotContain("retraining");
        assertThat(both.err()).isEmpty();
        assertThat(both.out())
                .contains("Pretraining a small BERT: it guesses words that are masked in 136 texts.")
                .contains("Without pretraining: accuracy ", "Fine-tuning what was pretrained.");
        assertThat(folder.resolve("out/report.md")).content().contains("| --pretrain-on | " + texts + " |");
    }

    @Test
    void classifiesPairsOfTexts() throws IOException {
        String data = write(
                "pairs.tsv",
                IntStream.range(0, 80)
                        .mapToObj(i -> "film " + "very ".repeat(i % 10) + "\t" + (i % 4 < 2 ? "good" : "bad") + "\t"
                                + (i % 4 < 2 ? "yes" : "no"))
                        .collect(Collectors.joining("\n", "premise\thypothesis\tlabel\n", "\n")));

        Transcript run = bert("--task", "pairs", "--data", data, "--epochs", "30");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("64 pairs of texts", "100.0 % right");
        String out = folder.resolve("out").toString();
        assertThat(Transcript.of("predict", out, "film\tbad").out()).contains(": no ");
        Transcript single = Transcript.of("predict", out, "film");
        assertThat(single.exitCode()).isEqualTo(1);
        assertThat(single.err()).startsWith("""
                The input is not a pair.
                  expected: two texts with a tab in between
                  received: "film"
                """);
    }

    @Test
    void tagsWords() throws IOException {
        String data = write(
                "names.conll",
                IntStream.range(0, 60)
                        .mapToObj(i -> (i % 2 == 0 ? "ada\tB-PER\nlives\tO\n" : "the\tO\nfilm\tO\nwas\tO\n")
                                + "very O\n".repeat(i / 2 % 10)
                                + "in\tO\nparis\tB-LOC\n")
                        .collect(Collectors.joining("\n", "-DOCSTART- -X- O\n\n", "")));

        Transcript run = bert("--task", "tagging", "--data", data);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("sentences to train on", "3 labels of words", "f1 of spans: 1.0000");
        String out = folder.resolve("out").toString();
        assertThat(Transcript.of("predict", out, "ada was in paris").out().strip())
                .isEqualTo("ada/B-PER was/O in/O paris/B-LOC");
        assertThat(json(Transcript.of("predict", "--json", out, "ada lives").out())
                        .get("tags"))
                .hasToString("[\"B-PER\",\"O\"]");
    }

    @Test
    void answersQuestions() throws IOException {
        String paragraph = """
                {"context": "ada lives %sin paris", "qas": [
                  {"id": "1", "question": "where?", "answers": [{"text": "paris", "answer_start": %d}]}]}""";
        String data = write(
                "squad.json",
                IntStream.range(0, 100)
                        .mapToObj(i -> paragraph.formatted("very ".repeat(i % 20), 13 + 5 * (i % 20)))
                        .collect(Collectors.joining(",", "{\"data\": [{\"paragraphs\": [", "]}]}")));

        Transcript run = bert("--task", "questions", "--data", data);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("questions to train on", "exact match 100.0 %, F1 100.0 %");
        JsonObject answer = json(Transcript.of(
                        "predict", "--json", folder.resolve("out").toString(), "where?\tada lives very very in paris")
                .out());
        assertThat(answer.get("answer").getAsString()).isEqualTo("paris");
        assertThat(answer.get("start").getAsInt()).isEqualTo(23);
        assertThat(Files.readString(folder.resolve("out/report.md"))).contains("| exact match | 1.0000 |");
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsTrained() throws IOException {
        assertThat(bert("--task", "poems", "--data", "x").err()).isEqualTo("""
                The options for the data cannot be followed.
                  expected: --task classification, pairs, tagging or questions
                  received: "poems"
                  fix:      choose one of these
                """);
        assertThat(bert("--task", "tagging").err()).contains("--data FILE for the task tagging");
        assertThat(bert("--data", write("one.csv", "text,label\na,x\nb,x\n")).err())
                .startsWith("""
                There is nothing to tell apart.
                  expected: texts of two classes or more
                  received: the class "x" alone
                """);
        assertThat(bert("--data", reviews(), "--pretrain-on", "texts.txt").err())
                .isEqualTo("""
                The option --pretrain-on cannot be followed.
                  expected: no --from beside it: only the small BERT is pretrained here
                  received: both
                  fix:      see --help for what it means
                """);
        assertThat(bert("--data", reviews(), "--charset", "latin-99").err())
                .contains("--charset with the name of an encoding");
        assertThat(bert("--data", reviews(), "--epochs", "0").err()).contains("--epochs of at least 1");
        assertThat(bert("--data", reviews(), "--freeze-until", "3").err())
                .contains("--freeze-until of at most 2, the number of layers");
        assertThat(bert("--data", reviews(), "--max-length", "100").err())
                .contains("8 to 64, the positions that the model knows");
        assertThat(bert("--task", "questions", "--data", write("s.json", "{\"data\": 3}"))
                        .err())
                .contains("JSON as of SQuAD 1.1");
        assertThat(bert("--task", "tagging", "--data", write("t.conll", "word\n"))
                        .err())
                .contains("a word and its label in each line");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private static JsonObject json(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }
}
