package jeras.zoo.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jeras.layers.Standardizer;
import jeras.layers.TextVectorization;
import jeras.zoo.recipe.TextLines;
import picocli.CommandLine.Option;

/** What the model does to a text before it looks its words up, as options say it. */
final class Preparation {
    private static final String NONE = "none";

    @Option(
            names = "--standardize",
            paramLabel = "HOW",
            defaultValue = "lower_and_strip_punctuation",
            description = "Keras's lower_and_strip_punctuation, lower or strip_punctuation, or none; default:"
                    + " ${DEFAULT-VALUE}.")
    private String standardize;

    @Option(
            names = "--stop-words",
            paramLabel = "LANGUAGE|FILE",
            description = "Leave words out: those of Lucene for a language such as english (no and not are among them),"
                    + " or those in a file, one a line.")
    private Optional<String> stopWords;

    @Option(
            names = "--stem",
            paramLabel = "LANGUAGE",
            description = "Cut words down to their stems, by Snowball's rules for english, german, french, ...")
    private Optional<String> language;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "20000",
            description = "The most words that are told apart, the most frequent ones; default: ${DEFAULT-VALUE}.")
    private int maxTokens;

    /** What happens to a text. */
    Standardizer standardizer() {
        return analysis();
    }

    /** True when Python's Keras can do it, too. */
    boolean isKeras() {
        return stopWords.isEmpty() && language.isEmpty();
    }

    /** The layer, without a vocabulary. */
    TextVectorization words() {
        TextVectorization words = TextVectorization.of().maxTokens(maxTokens);
        return isKeras() ? words.standardize(standardize) : words.standardize(analysis());
    }

    /** For the report. */
    @Override
    public String toString() {
        return (isKeras() ? standardize : analysis()) + ", at most " + maxTokens + " words";
    }

    private TextAnalysis analysis() {
        return TextAnalysis.of()
                .standardizer(standardize)
                .stopWords(stopWords.map(Preparation::read).orElse(List.of()))
                .stem(language.orElse(NONE));
    }

    private static List<String> read(String languageOrFile) {
        boolean isFile = !Languages.knows(languageOrFile) && Files.exists(Path.of(languageOrFile));
        if (!isFile) {
            return TextAnalysis.stopWords(languageOrFile);
        }
        List<String> words = new ArrayList<>();
        try (TextLines lines = TextLines.open(Path.of(languageOrFile), StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    words.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
