package jeras.zoo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.zoo.recipe.Answer;
import jeras.zoo.recipe.Predictor;
import jeras.zoo.recipe.RecipeFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model that a recipe has written; which kind of model, it does not know. */
@Command(
        name = "predict",
        description = "Asks a saved model about images or texts.",
        footer = {
            "",
            "Examples:",
            "  jeras predict digits-cnn photo.png scan.jpg",
            "  jeras predict --json digits-cnn *.png >answers.jsonl",
            "  find photos -name '*.jpg' | jeras predict digits-cnn"
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
final class Predict implements Callable<Integer> {
    static final String EXAMPLE = "digits-cnn photo.png";
    private static final int MOST_AT_ONCE = 32;
    private static final int LONGEST_LINE = 1 << 20;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder that a recipe has written.")
    private Path folder;

    @Parameters(
            index = "1..*",
            paramLabel = "INPUT",
            description = "Image files, or texts in quotation marks; without any, one a line from standard input.")
    private List<String> inputs = List.of();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many of the best guesses to tell; default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("unused") // picocli reads it.
    private boolean help;

    private int failures;

    /** Answers what can be answered; the exit code is 1 if something could not. */
    @Override
    public Integer call() {
        if (top < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option --top cannot be set.",
                    "at least 1",
                    Integer.toString(top),
                    "give a number of guesses"));
        }
        Predictor predictor = Recipes.open(RecipeFolder.open(folder));
        if (inputs.isEmpty()) {
            answerLines(predictor);
        } else {
            for (int i = 0; i < inputs.size(); i += MOST_AT_ONCE) {
                answer(predictor, inputs.subList(i, Math.min(inputs.size(), i + MOST_AT_ONCE)));
            }
        }
        return failures == 0 ? 0 : 1;
    }

    /** Lines that are there already are answered together, a line that somebody types at once. */
    private void answerLines(Predictor predictor) {
        List<String> waiting = new ArrayList<>();
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = readLine(lines); line != null; line = readLine(lines)) {
                if (!line.isBlank()) {
                    waiting.add(line);
                }
                if (waiting.size() == MOST_AT_ONCE || !lines.ready()) {
                    answer(predictor, waiting);
                    waiting.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer(predictor, waiting);
    }

    /** The next line, null after the last one; a line without an end must not fill the memory. */
    private static String readLine(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = lines.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = lines.read()) {
            if (line.length() == LONGEST_LINE) {
                throw new InvalidArgumentException(JerasException.message(
                        "A line of standard input is too long.",
                        "at most " + LONGEST_LINE + " characters",
                        "more",
                        "give one input a line"));
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private void answer(Predictor predictor, List<String> together) {
        if (together.isEmpty()) {
            return;
        }
        try {
            predictor.predict(together).forEach(this::print);
        } catch (JerasException e) {
            if (together.size() == 1) {
                failures++;
                Jeras.complain(1, e.getMessage());
            } else {
                // One of them cannot be answered; the others can.
                together.forEach(one -> answer(predictor, List.of(one)));
            }
        }
    }

    private void print(Answer answer) {
        System.out.println(json ? answer.json(top).toString() : answer.text(top));
    }
}
