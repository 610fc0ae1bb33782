package jeras.zoo.bert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.zoo.recipe.TextLines;
import picocli.CommandLine.Option;

/** Where the data is and how it is split: a part of the recipe's command line. */
public final class DataOptions {
    @Option(
            names = "--task",
            paramLabel = "NAME",
            defaultValue = "classification",
            description = {
                "What to learn; default: ${DEFAULT-VALUE}.",
                "classification: a class for each text; CSV or TSV.",
                "pairs: a class for each pair of texts; CSV or TSV.",
                "tagging: a label for each word; lines of word and label with empty lines between sentences,"
                        + " or JSON lines with \"words\" and \"tags\".",
                "questions: answers that stand in a text; JSON as of SQuAD 1.1."
            })
    private String task;

    @Option(names = "--data", paramLabel = "FILE", description = "What to learn from; default: reviews inside Jeras.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--pos", paramLabel = "FILE", description = "Instead: positive texts, one a line ...")
    private Optional<Path> positive = Optional.empty();

    @Option(names = "--neg", paramLabel = "FILE", description = "... and negative ones.")
    private Optional<Path> negative = Optional.empty();

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "What to be judged by, in the same form; default: a share of the data.")
    private Optional<Path> test = Optional.empty();

    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            description = "The column of texts, by name or number from 1.")
    private Optional<String> textColumn = Optional.empty();

    @Option(names = "--second-column", paramLabel = "NAME", description = "The column of second texts, for pairs.")
    private Optional<String> secondColumn = Optional.empty();

    @Option(names = "--label-column", paramLabel = "NAME", description = "The column of classes.")
    private Optional<String> labelColumn = Optional.empty();

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description =
                    "The encoding of tables and of texts one a line, such as ISO-8859-1; default: ${DEFAULT-VALUE}.")
    private String charsetName;

    @Option(
            names = "--test-split",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "The share of the data to be judged by; default: ${DEFAULT-VALUE}.")
    private double testSplit;

    @Option(
            names = "--validation-split",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "The share of the rest that is looked at after each epoch; default: ${DEFAULT-VALUE}.")
    private double validationSplit;

    @Option(
            names = "--split-seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "The same number splits the data in the same way; default: ${DEFAULT-VALUE}.")
    private long splitSeed;

    @Option(names = "--limit", paramLabel = "N", description = "Learn from N samples only, for a quick try.")
    private Optional<Integer> limit = Optional.empty();

    /**
     * Reads what there is to learn.
     *
     * @throws InvalidArgumentException if the options contradict each other, or something needed is not there
     */
    public TextTask read() {
        share("--test-split", testSplit);
        share("--validation-split", validationSplit);
        if (positive.isPresent() != negative.isPresent() || (positive.isPresent() && data.isPresent())) {
            throw refused(
                    "either --data, or both --pos and --neg", "another combination", "leave one, or add the other");
        }
        if (limit.orElse(1) < 1) {
            throw refused("--limit of at least 1", limit.get().toString(), "leave it out, or give a number of samples");
        }
        return switch (task) {
            case "classification" -> ClassificationTask.read(this, false);
            case "pairs" -> ClassificationTask.read(this, true);
            case "tagging" -> TaggingTask.read(this);
            case "questions" -> AnsweringTask.read(this);
            default ->
                throw refused(
                        "--task classification, pairs, tagging or questions",
                        "\"" + task + "\"",
                        "choose one of these");
        };
    }

    private static void share(String option, double value) {
        if (!(value >= 0 && value < 1)) {
            throw refused(option + " from 0 up to, without, 1", Double.toString(value), "give a share such as 0.1");
        }
    }

    private static InvalidArgumentException refused(String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message("The options for the data cannot be followed.", expected, received, fix));
    }

    /** The file for a task that has no data of its own. */
    Path required() {
        return data.orElseThrow(
                () -> refused("--data FILE for the task " + task, "none", "name the file to learn from"));
    }

    /** True when nothing is told: the reviews inside Jeras are taken. */
    boolean isEmbedded() {
        return data.isEmpty() && positive.isEmpty() && task.equals("classification");
    }

    /** The texts of a file, one a line, blank lines left out. */
    public List<String> lines(Path file) {
        List<String> texts = new ArrayList<>();
        try (TextLines lines = TextLines.open(file, charset())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    texts.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** The name of what to learn. */
    public String task() {
        return task;
    }

    Optional<Path> positive() {
        return positive;
    }

    Optional<Path> negative() {
        return negative;
    }

    Optional<Path> test() {
        return test;
    }

    Optional<String> textColumn() {
        return textColumn;
    }

    Optional<String> secondColumn() {
        return secondColumn;
    }

    Optional<String> labelColumn() {
        return labelColumn;
    }

    Charset charset() {
        try {
            return Charset.forName(charsetName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw refused(
                    "--charset with the name of an encoding", charsetName, "give one such as UTF-8 or ISO-8859-1");
        }
    }

    double testSplit() {
        return testSplit;
    }

    double validationSplit() {
        return validationSplit;
    }

    long splitSeed() {
        return splitSeed;
    }

    int limit() {
        return limit.orElse(Integer.MAX_VALUE);
    }
}
