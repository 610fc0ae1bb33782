package jeras.zoo.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import jeras.History;
import jeras.plots.ConfusionMatrix;
import jeras.plots.Plot;
import jeras.utils.Records;

/**
 * What is worth knowing about a classifier that was trained, as {@code report.md} with its pictures; immutable.
 *
 * <pre>{@code
 * ClassificationReport.of("Digits, cnn", confusion)
 *         .data("1,442 images to train on, 355 to test with")
 *         .metrics(metrics.asMap())
 *         .history(history)
 *         .settings(Map.of("epochs", "15"))
 *         .usage("./jeras predict digits-cnn photo.png", javaLines, pythonLines)
 *         .writeTo(folder);
 * }</pre>
 *
 * <p>In the folder are then {@code report.md}, {@code classes.txt}, {@code confusion.png}, {@code curves.png} if there is a
 * history, and the other pictures.
 */
public final class ClassificationReport {
    private static final int MOST_CONFUSIONS = 15;

    private final Content content;

    private record Content(
            String title,
            ConfusionMatrix confusion,
            String data,
            Map<String, Double> metrics,
            List<History> histories,
            Map<String, String> settings,
            String mistakes,
            Map<String, Plot> pictures,
            String command,
            String java,
            String python) {}

    private ClassificationReport(Content content) {
        this.content = content;
    }

    /** A report with a title and the mistakes on samples that the model has not seen. */
    public static ClassificationReport of(String title, ConfusionMatrix confusion) {
        return new ClassificationReport(
                new Content(title, confusion, "", Map.of(), List.of(), Map.of(), "", Map.of(), "", "", ""));
    }

    private ClassificationReport with(String component, Object value) {
        return new ClassificationReport(Records.with(content, component, value));
    }

    /** One paragraph on the data: where it is from, how much it is, how it was split. */
    public ClassificationReport data(String paragraph) {
        return with("data", paragraph);
    }

    /** What was measured on the samples that the model has not seen. */
    public ClassificationReport metrics(Map<String, Double> values) {
        return with("metrics", new LinkedHashMap<>(values));
    }

    /** What {@code fit} measured, drawn as {@code curves.png}; a second training, such as fine-tuning, gets a picture of its own. */
    public ClassificationReport history(History history) {
        List<History> all = new ArrayList<>(content.histories);
        all.add(history);
        return with("histories", List.copyOf(all));
    }

    /** The options that the model was trained with. */
    public ClassificationReport settings(Map<String, String> values) {
        return with("settings", new LinkedHashMap<>(values));
    }

    /** The mistakes to look at, as Markdown. */
    public ClassificationReport mistakes(String markdown) {
        return with("mistakes", markdown);
    }

    /**
     * The mistakes to look at, as a table: the input, what it really is, what was predicted and how sure the model was.
     *
     * @param inputs the text, or the name, of the input with an {@link Mistake#index}
     */
    public ClassificationReport mistakes(List<Mistake> mistakes, IntFunction<String> inputs) {
        List<String> names = content.confusion.classNames();
        List<List<String>> rows = mistakes.stream()
                .map(m -> List.of(
                        inputs.apply(m.index()),
                        names.get(m.truth()),
                        names.get(m.predicted()),
                        String.format(Locale.ROOT, "%.1f %%", 100 * m.probability())))
                .toList();
        return mistakes(
                rows.isEmpty()
                        ? ""
                        : new Markdown()
                                .table(List.of("input", "really", "predicted", "probability"), rows)
                                .toString());
    }

    /** Another picture, saved under the name of a {@code .png} file and shown with the mistakes. */
    public ClassificationReport picture(String file, Plot picture) {
        Map<String, Plot> all = new LinkedHashMap<>(content.pictures);
        all.put(file, picture);
        return with("pictures", all);
    }

    /** How to go on: a command line, and the lines of Java and Python that load the model. */
    public ClassificationReport usage(String command, String java, String python) {
        return new ClassificationReport(
                Records.with(Records.with(Records.with(content, "command", command), "java", java), "python", python));
    }

    /** Writes the report and what belongs to it into a folder. */
    public void writeTo(Path folder) throws IOException {
        Map<String, Plot> pictures = new LinkedHashMap<>();
        for (int i = 0; i < content.histories.size(); i++) {
            pictures.put(curves(i), content.histories.get(i).plot());
        }
        pictures.put("confusion.png", content.confusion.plot());
        pictures.putAll(content.pictures);
        pictures.forEach((name, picture) -> picture.save(folder.resolve(name)));
        Files.writeString(folder.resolve("report.md"), markdown(), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve(RecipeFolder.CLASSES), classes(), StandardCharsets.UTF_8);
    }

    private static String curves(int training) {
        return training == 0 ? "curves.png" : "curves-" + (training + 1) + ".png";
    }

    /** One line each, whatever is in a name. */
    private String classes() {
        return content.confusion.classNames().stream()
                .map(name -> name.replaceAll("\\p{Cntrl}+|[\\u0085\\u2028\\u2029]", " ") + "\n")
                .collect(Collectors.joining());
    }

    /** The text of {@code report.md}. */
    public String markdown() {
        Markdown text = new Markdown().heading(1, content.title);
        if (!content.data.isEmpty()) {
            text.block(content.data);
        }
        measures(text);
        confusion(text);
        if (!content.mistakes.isEmpty() || !content.pictures.isEmpty()) {
            text.heading(2, "The hardest mistakes");
            content.pictures.keySet().forEach(file -> text.picture(file.replace(".png", ""), file));
            if (!content.mistakes.isEmpty()) {
                text.block(content.mistakes);
            }
        }
        if (!content.command.isEmpty()) {
            text.heading(2, "Going on").code("bash", content.command);
            text.code("java", content.java).code("python", content.python);
        }
        if (!content.settings.isEmpty()) {
            text.heading(2, "Settings").table("option", "value", content.settings);
        }
        return text.toString();
    }

    private void measures(Markdown text) {
        Map<String, String> rows = new LinkedHashMap<>();
        content.metrics.forEach((name, value) -> rows.put(name, String.format(Locale.ROOT, "%.4f", value)));
        if (!rows.isEmpty()) {
            text.heading(2, "On samples that it has not seen").table("measure", "value", rows);
        }
        if (!content.histories.isEmpty()) {
            text.heading(2, "Training");
            for (int i = 0; i < content.histories.size(); i++) {
                text.picture("loss and measures by epoch", curves(i));
            }
        }
    }

    private void confusion(Markdown text) {
        text.heading(2, "Confusion matrix").picture("confusion matrix", "confusion.png");
        List<List<String>> rows = content.confusion.confusions().stream()
                .limit(MOST_CONFUSIONS)
                .map(c -> List.of(c.truth(), c.predicted(), Integer.toString(c.count())))
                .toList();
        if (!rows.isEmpty()) {
            text.block("Most often confused:").table(List.of("really", "predicted", "samples"), rows);
        }
        text.block("By class:").code("text", content.confusion.report());
    }
}
