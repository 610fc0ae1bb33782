package jeras.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jeras.Array;
import jeras.Model;
import jeras.datasets.Reviews;
import jeras.datasets.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe as a user runs it: arguments in, lines and a folder out. */
class SentimentTest {
    private static final String[] GOOD = {"great", "lovely", "excellent", "wonderful"};
    private static final String[] BAD = {"awful", "horrible", "dreadful", "terrible"};

    @TempDir
    private Path folder;

    @Test
    void trainsOnTheReviewsInsideJerasAndSavesTheModel() throws IOException {
        Path output = folder.resolve("reviews");

        Transcript run = run("--epochs", "4", "--output", output.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .startsWith(
                        "Reviews inside Jeras: 900 texts to train on, 200 to test with, classes: negative, positive."
                                + " Computing on cpu.")
                .contains("Where it is wrong and surest of itself:", "Saved the model and its report in " + output)
                .endsWith("Ask it: ./jeras predict " + output + " \"a lovely little place\"");
        assertThat(accuracy(run))
                .as("logistic regression is right on 70 to 75 %")
                .isGreaterThan(0.65);
        assertThat(output.resolve("classes.txt")).hasContent("negative\npositive");
        assertThat(output.resolve("report.md")).content().contains("| --model | text-cnn |", "Model.load(");
        assertThat(output).isDirectoryContaining("glob:**/curves.png").isDirectoryContaining("glob:**/confusion.png");

        Samples test = Reviews.load().test();
        double loaded = Model.load(output.resolve("model.keras"))
                .evaluate(test.x(), test.y(), e -> e.verbose(0))
                .get("accuracy");
        assertThat(loaded).isCloseTo(accuracy(run), within(0.0006));
    }

    @Test
    void tooFewTextsOfAClassAreRefusedBeforeAnythingIsBuilt() throws IOException {
        Path table = Files.writeString(folder.resolve("few.csv"), "text,label\ngreat,1\nbad,0\ngood,1\nawful,0\n");

        Transcript run =
                run("--csv", table.toString(), "--output", folder.resolve("out").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                        The texts cannot be split.
                          expected: at least 3 texts of each class
                          received: 2 of the class 0
                          fix:      add texts of this class, or leave it out
                        """);
    }

    @Test
    void stemsAndLeavesOutWordsInsideTheModel() throws IOException {
        Path table = folder.resolve("waren.csv");
        List<String> rows = new ArrayList<>(List.of("urteil,satz"));
        for (int i = 0; i < 20; i++) {
            rows.add("gut,die schönen filme waren lustig und gut " + i);
            rows.add("mittel,der film war teils langsam " + i);
            rows.add("schlecht,das langweilige buch war schlecht " + i);
        }
        Files.write(table, rows);
        Path output = folder.resolve("stems");

        Transcript run = run(
                "--csv",
                table.toString(),
                "--text-column",
                "satz",
                "--label-column",
                "urteil",
                "--model",
                "lstm",
                "--stem",
                "german",
                "--stop-words",
                "german",
                "--epochs",
                "1",
                "--embedding-size",
                "8",
                "--verbose",
                "0",
                "--output",
                output.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("waren.csv: 54 texts to train on, 6 to test with, classes: gut, mittel, schlecht.");
        assertThat(output.resolve("report.md")).content().contains("stem=german", "jeras>TextAnalysis");
        Array rowsOf = Model.load(output.resolve("model.keras"))
                .predict(new String[] {"der schöne Film war lustig", "Schönen Filme: lustigen!"}); // (2, 3)
        assertThat(rowsOf.get(0)).isEqualTo(rowsOf.get(1));
    }

    @Test
    void theSavedFolderAnswersLines() throws IOException {
        Path output = folder.resolve("small");
        assertThat(run(small("--csv", table().toString(), "--output", output.toString(), "--epochs", "8"))
                        .exitCode())
                .isZero();

        Transcript lines = Transcript.withInput("a great day\nan awful day\n", "predict", output.toString());
        Transcript json = Transcript.of("predict", "--json", output.toString(), "a great day");

        assertThat(lines.out().lines()).hasSize(2);
        assertThat(lines.out()).startsWith("a great day: yes ").contains("\nan awful day: no ");
        JsonObject answer = JsonParser.parseString(json.out()).getAsJsonObject();
        assertThat(answer.get("label").getAsString()).isEqualTo("yes");
        double told = answer.get("probability").getAsDouble();
        Array probabilities = Model.load(output.resolve("model.keras")).predict(new String[] {"a great day"}); // (1, 2)
        assertThat(told).isCloseTo(probabilities.getDouble(0, 1), within(1e-6));
    }

    @Test
    void readsFoldersWithTheirOwnTestPart() throws IOException {
        Path data = folder.resolve("aclImdb");
        for (String part : List.of("train", "test")) {
            for (int i = 0; i < 12; i++) {
                write(data.resolve(part).resolve("pos").resolve(i + ".txt"), "A " + GOOD[i % 4] + " film.\nTruly.");
                write(data.resolve(part).resolve("neg").resolve(i + ".txt"), "A " + BAD[i % 4] + " film.\nTruly.");
                write(data.resolve("train").resolve("unsup").resolve(i + ".txt"), "Unknown");
            }
        }

        Transcript run = run(small(
                "--folder", data.toString(), "--output", folder.resolve("o").toString()));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("aclImdb: 24 texts to train on, 24 to test with, classes: neg, pos.");
    }

    @Test
    void readsOneFileForEachClassInTheirEncoding() throws IOException {
        Path good = folder.resolve("good.pos");
        Path bad = folder.resolve("bad.neg");
        Files.write(good, "très bon\n".repeat(12).getBytes(StandardCharsets.ISO_8859_1));
        Files.write(bad, "très mauvais\n".repeat(12).getBytes(StandardCharsets.ISO_8859_1));
        String[] arguments = small(
                "--pos",
                good.toString(),
                "--neg",
                bad.toString(),
                "--output",
                folder.resolve("o").toString());

        assertThat(run(arguments).err())
                .contains("expected: text in the encoding UTF-8", "such as --charset ISO-8859-1");
        assertThat(run(small(
                                "--pos",
                                good.toString(),
                                "--neg",
                                bad.toString(),
                                "--charset",
                                "ISO-8859-1",
                                "--output",
                                folder.resolve("o").toString()))
                        .out())
                .startsWith("good: 22 texts to train on, 2 to test with, classes: negative, positive.");
    }

    @Test
    void crossValidationTestsEachTextOnce() throws IOException {
        Path output = folder.resolve("folds");

        Transcript run =
                run(small("--csv", table().toString(), "--folds", "3", "--epochs", "1", "--output", output.toString()));

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("table.csv: 40 texts, each tested in one of 3 folds", "fold 1 of 3: ", "fold 3 of 3: ")
                .contains("all folds: ", "Now the model to save, from all texts:");
        assertThat(output.resolve("report.md"))
                .content()
                .contains("accuracy, mean of the folds", "in 3-fold cross-validation");
    }

    @Test
    void beginsWithPretrainedVectors() throws IOException {
        Path vectors = folder.resolve("glove.txt");
        Files.writeString(vectors, "great 1 0 0 0\nlovely 1 0 0 0\nawful 0 1 0 0\nunseen 0 0 0 1\n");

        Transcript run = run(small(
                "--csv",
                table().toString(),
                "--glove",
                vectors.toString(),
                "--output",
                folder.resolve("o").toString()));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsPattern("3 of \\d+ words have a pretrained vector\\.");
    }

    @Test
    void controlCharactersInTextsDoNotReachTheTerminal() throws IOException {
        Path table = folder.resolve("t.tsv");
        Files.writeString(table, "a \u001b[31mred text\tyes\na \u001b[31mred text\tno\n".repeat(20));

        Transcript run = run(
                small("--csv", table.toString(), "--output", folder.resolve("o").toString()));

        assertThat(run.out()).contains("a [31mred text").doesNotContain("\u001b");
    }

    @Test
    void twoSourcesAreRefused() {
        assertRefused(run("--csv", "a.csv", "--folder", "b"), """
                It is not clear which texts to read.
                  expected: one of --csv FILE, --folder DIR, or --pos FILE with --neg FILE
                  received: 2 of them
                  fix:      see --help for the ways to name them
                """);
        assertThat(run("--pos", "a").err()).contains("received: --pos alone");
        assertThat(run("--text-column", "a").err()).contains("received: a column without a table");
    }

    @Test
    void aMissingFileIsRefused() {
        Path missing = folder.resolve("none.csv");

        assertRefused(
                run("--csv", missing.toString(), "--output", folder.resolve("o").toString()), """
                The texts cannot be read.
                  expected: a file
                  received: %s, which does not exist
                  fix:      name a file of texts
                """.formatted(missing));
        assertThat(folder.resolve("o")).doesNotExist();
    }

    @Test
    void impossibleOptionsAreRefusedBeforeAnythingIsRead() {
        assertThat(run("--epochs", "0").err()).startsWith("The option --epochs cannot be set.\n  expected: at least 1");
        assertThat(run("--test-split", "1").err()).contains("expected: more than 0 and less than 1");
        assertThat(run("--folds", "3", "--test-split", "0.2").err()).contains("expected: no --test-split beside it");
        assertRefused(run("--model", "gpt"), """
                Unknown model "gpt".
                  expected: one of "lstm", "bilstm", "text-cnn", "transformer"
                  received: "gpt"
                  fix:      use one of the expected ids
                """);
        assertThat(run("--stem", "klingon").err()).startsWith("Unknown language \"klingon\".");
    }

    private static void assertRefused(Transcript run, String message) {
        assertThat(run.err()).isEqualTo(message);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private static double accuracy(Transcript run) {
        Matcher line = Pattern.compile("On 200 texts that it has not seen: ([0-9.]+) % right")
                .matcher(run.out());
        assertThat(line.find()).isTrue();
        return Double.parseDouble(line.group(1)) / 100;
    }

    private Path table() throws IOException {
        List<String> rows = new ArrayList<>(List.of("text,label"));
        for (int i = 0; i < 20; i++) {
            rows.add("a " + GOOD[i % 4] + " day " + i + ",yes");
            rows.add("an " + BAD[i % 4] + " day " + i + ",no");
        }
        Path file = folder.resolve("table.csv");
        Files.write(file, rows);
        return file;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String[] small(String... more) {
        List<String> all = new ArrayList<>(
                List.of("--embedding-size", "16", "--batch-size", "4", "--learning-rate", "0.01", "--verbose", "0"));
        all.addAll(List.of(more));
        if (!all.contains("--epochs")) {
            all.addAll(List.of("--epochs", "1"));
        }
        return all.toArray(String[]::new);
    }

    private static Transcript run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "sentiment";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Transcript.of(all);
    }
}
