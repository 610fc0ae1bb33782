package jeras.zoo.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.datasets.Reviews;
import jeras.datasets.Samples;
import jeras.zoo.recipe.TextTable;
import jeras.zoo.recipe.TextTable.Column;
import picocli.CommandLine.Option;

/** Where the texts come from, as options say it; the reviews inside Jeras by default. */
final class TextSource {
    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "A table of texts and labels, separated by commas, semicolons or tabs.")
    private Optional<Path> table;

    @Option(
            names = "--text-column",
            paramLabel = "COLUMN",
            description = "The texts' column in the table, its name or number from 1; default: found by usual names.")
    private Optional<String> textColumn;

    @Option(
            names = "--label-column",
            paramLabel = "COLUMN",
            description = "The labels' column, its name or number from 1; default: found by usual names.")
    private Optional<String> labelColumn;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "A folder with a folder of .txt files for each class; with train and test in it, these are used.")
    private Optional<Path> folder;

    @Option(names = "--pos", paramLabel = "FILE", description = "Positive texts, one a line; with --neg.")
    private Optional<Path> positive;

    @Option(names = "--neg", paramLabel = "FILE", description = "Negative texts, one a line; with --pos.")
    private Optional<Path> negative;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "The encoding of the files, such as ISO-8859-1; default: ${DEFAULT-VALUE}.")
    private String charsetName;

    /**
     * Texts as they were read.
     *
     * @param title of the report
     * @param name for a folder with the results
     * @param train all texts, or those to train on where the source tells them apart
     * @param test empty where the source does not
     * @param unused blank texts and texts without a label
     */
    record Texts(String title, String name, LabelledTexts train, Optional<LabelledTexts> test, int unused) {}

    Texts read() {
        try {
            checkOne();
            if (table.isPresent()) {
                return table(table.get());
            } else if (folder.isPresent()) {
                return folder(folder.get());
            } else if (positive.isPresent()) {
                return pair(positive.get(), negative.get());
            }
            Samples train = Reviews.load().train();
            Samples test = Reviews.load().test();
            return new Texts("Reviews inside Jeras", "reviews", of(train), Optional.of(of(test)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of the default output folder's name that says what was learned. */
    String name() {
        Optional<Path> path = table.or(() -> folder).or(() -> positive);
        return path.map(p ->
                        p.toAbsolutePath().normalize().getFileName().toString().replaceFirst("\\.[^.]*$", ""))
                .filter(name -> !name.isEmpty())
                .orElse("reviews");
    }

    private Texts table(Path file) throws IOException {
        LabelledTexts.Builder all = new LabelledTexts.Builder();
        TextTable.of(file, charset(), Column.texts(textColumn), Column.labels(labelColumn))
                .read(row -> all.add(row.get(0), row.get(1)));
        return new Texts(
                file.getFileName().toString(), name(), all.build(file.toString()), Optional.empty(), all.unused());
    }

    private Texts folder(Path from) throws IOException {
        TextFolders reader = new TextFolders(charset());
        LabelledTexts.Builder train = new LabelledTexts.Builder();
        if (!TextFolders.hasParts(from)) {
            reader.read(from, train);
            return new Texts(name(), name(), train.build(from.toString()), Optional.empty(), train.unused());
        }
        LabelledTexts.Builder test = new LabelledTexts.Builder();
        reader.read(from.resolve("train"), train);
        reader.read(from.resolve("test"), test);
        LabelledTexts first = train.build(from.resolve("train").toString());
        LabelledTexts second = test.build(from.resolve("test").toString());
        if (!first.classNames().equals(second.classNames())) {
            throw refused(
                    "the same classes in train and test",
                    String.join(", ", first.classNames()) + " and " + String.join(", ", second.classNames()));
        }
        return new Texts(name(), name(), first, Optional.of(second), train.unused() + test.unused());
    }

    private Texts pair(Path good, Path bad) throws IOException {
        TextFolders reader = new TextFolders(charset());
        LabelledTexts.Builder all = new LabelledTexts.Builder();
        reader.readLines(bad, "negative", all);
        reader.readLines(good, "positive", all);
        return new Texts(name(), name(), all.build(good + " and " + bad), Optional.empty(), all.unused());
    }

    private static LabelledTexts of(Samples samples) {
        return new LabelledTexts(
                Arrays.asList(samples.x().toStringArray()), samples.y().toIntArray(), Reviews.classNames());
    }

    private void checkOne() {
        long sources = List.of(table, folder, positive.or(() -> negative)).stream()
                .filter(Optional::isPresent)
                .count();
        if (sources > 1 || positive.isPresent() != negative.isPresent()) {
            throw refused(
                    "one of --csv FILE, --folder DIR, or --pos FILE with --neg FILE",
                    sources > 1 ? sources + " of them" : positive.isPresent() ? "--pos alone" : "--neg alone");
        }
        if (table.isEmpty() && (textColumn.isPresent() || labelColumn.isPresent())) {
            throw refused("--csv FILE where a column is named", "a column without a table");
        }
    }

    private Charset charset() {
        try {
            return Charset.forName(charsetName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw refused("the name of an encoding, such as UTF-8 or ISO-8859-1", charsetName);
        }
    }

    private static InvalidArgumentException refused(String expected, String received) {
        return new InvalidArgumentException(JerasException.message(
                "It is not clear which texts to read.", expected, received, "see --help for the ways to name them"));
    }
}
