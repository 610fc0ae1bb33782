package jeras.zoo.bert;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.applications.text.TextBatches;
import jeras.applications.text.TextEncoder;
import jeras.applications.text.TextTokenizer;
import jeras.applications.text.TokenizedText;
import jeras.datasets.Reviews;
import jeras.datasets.Samples;
import jeras.losses.SparseCategoricalCrossentropy;
import jeras.optimizers.Optimizer;
import jeras.plots.ConfusionMatrix;
import jeras.zoo.recipe.ClassificationReport;
import jeras.zoo.recipe.Mistake;

/** A class for each text, or for each pair of texts. */
final class ClassificationTask implements TextTask {
    private static final int MISTAKES = 10;

    private final Parts<LabelledText> parts;
    private final List<String> classes;
    private final boolean pairs;

    private ClassificationTask(Parts<LabelledText> parts, List<String> classes, boolean pairs) {
        this.parts = parts;
        this.classes = classes;
        this.pairs = pairs;
    }

    static ClassificationTask read(DataOptions options, boolean pairs) {
        List<LabelledText> test = List.of();
        List<LabelledText> all = new ArrayList<>();
        if (options.isEmbedded()) {
            all.addAll(reviews(Reviews.load().train()));
            test = reviews(Reviews.load().test());
        } else if (options.positive().isPresent()) {
            all.addAll(LabelledText.lines(options.negative().orElseThrow(), options, "negative"));
            all.addAll(LabelledText.lines(options.positive().orElseThrow(), options, "positive"));
        } else {
            all.addAll(LabelledText.read(options.required(), options, pairs));
        }
        if (options.test().isPresent()) {
            test = LabelledText.read(options.test().get(), options, pairs);
        }
        List<String> classes = all.stream()
                .map(LabelledText::label)
                .distinct()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        if (classes.size() < 2) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is nothing to tell apart.",
                    "texts of two classes or more",
                    classes.isEmpty() ? "no texts" : "the class \"" + classes.get(0) + "\" alone",
                    "give texts of other classes too, or name the column of the classes with --label-column"));
        }
        test.stream().filter(t -> !classes.contains(t.label())).findFirst().ifPresent(t -> {
            throw new InvalidArgumentException(JerasException.message(
                    "The test has a class that there is nothing to learn about.",
                    String.join(", ", classes),
                    t.label(),
                    "give texts of that class to learn from, or take it out of the test"));
        });
        Parts<LabelledText> parts = Parts.of(all, test, text -> text, options).limited(options.limit());
        return new ClassificationTask(parts, classes, pairs);
    }

    private static List<LabelledText> reviews(Samples samples) {
        String[] texts = samples.x().toStringArray();
        int[] labels = samples.y().toIntArray();
        return IntStream.range(0, texts.length)
                .mapToObj(i -> new LabelledText(
                        texts[i], Optional.empty(), Reviews.classNames().get(labels[i])))
                .toList();
    }

    @Override
    public String describe() {
        return parts.describe(pairs ? "pairs of texts" : "texts") + ", " + classes.size() + " classes";
    }

    @Override
    public TextEncoder named(TextEncoder encoder) {
        return encoder.labels(classes.toArray(String[]::new));
    }

    @Override
    public Model model(TextEncoder encoder) {
        return encoder.classifier(o -> o.compile(false));
    }

    @Override
    public void compile(Model model, Optimizer optimizer) {
        model.compile(c -> c.optimizer(optimizer)
                .loss(SparseCategoricalCrossentropy.of().fromLogits(true))
                .metrics("accuracy"));
    }

    @Override
    public String monitor() {
        return "val_accuracy";
    }

    @Override
    public TextBatches training(TextTokenizer tokenizer) {
        return batches(parts.training(), tokenizer);
    }

    @Override
    public TextBatches validation(TextTokenizer tokenizer) {
        return batches(parts.validation(), tokenizer);
    }

    private TextBatches batches(List<LabelledText> texts, TextTokenizer tokenizer) {
        return TextBatches.of(tokenizer, tokens(texts, tokenizer))
                .labels(texts.stream().mapToInt(t -> classes.indexOf(t.label())).toArray());
    }

    private List<TokenizedText> tokens(List<LabelledText> texts, TextTokenizer tokenizer) {
        List<String> firsts = texts.stream().map(LabelledText::first).toList();
        return pairs
                ? tokenizer.encodeAll(
                        firsts, texts.stream().map(t -> t.second().orElse("")).toList())
                : tokenizer.encodeAll(firsts);
    }

    @Override
    public List<String> texts() {
        return parts.training().stream().map(LabelledText::first).toList();
    }

    @Override
    public Judgement judge(Model model, TextTokenizer tokenizer) {
        TextBatches test = batches(parts.test(), tokenizer);
        Array probabilities = Array.stack(Logits.of(model, test).stream()
                .map(logits -> Array.of(Logits.softmax(logits.get(0).toDoubleArray())))
                .toList()); // (n, classes)
        Array truth = Array.of(
                parts.test().stream().mapToInt(t -> classes.indexOf(t.label())).toArray());
        ConfusionMatrix confusion = ConfusionMatrix.of(truth, probabilities, classes);
        List<Mistake> mistakes = Mistake.hardest(truth, probabilities, MISTAKES);
        List<String> shown = parts.test().stream()
                .map(t -> t.first() + t.second().map(s -> " | " + s).orElse(""))
                .toList();
        SortedMap<String, Double> measures =
                new TreeMap<>(Map.of("accuracy", confusion.accuracy(), "f1", confusion.macroF1()));
        return new Judgement(
                summary(confusion, mistakes, shown),
                measures,
                (folder, run) -> ClassificationReport.of(run.title(), confusion)
                        .data(run.data())
                        .metrics(measures)
                        .history(run.history())
                        .settings(run.settings())
                        .mistakes(mistakes, shown::get)
                        .usage(run.command(), run.java(), run.python())
                        .writeTo(folder));
    }

    private String summary(ConfusionMatrix confusion, List<Mistake> mistakes, List<String> shown) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "On %,d texts that it has not seen: %.1f %% right.%n%n%s",
                confusion.total(),
                100 * confusion.accuracy(),
                confusion));
        if (!mistakes.isEmpty()) {
            text.append("\n\nWhere it is wrong, and surest of it:\n");
            mistakes.stream()
                    .limit(3)
                    .forEach(m -> text.append(String.format(
                            Locale.ROOT,
                            "  %s (%.0f %%), really %s: %s%n",
                            classes.get(m.predicted()),
                            100 * m.probability(),
                            classes.get(m.truth()),
                            shown.get(m.index()))));
        }
        return text.toString().stripTrailing();
    }

    @Override
    public JsonObject settings() {
        JsonObject settings = new JsonObject();
        settings.addProperty("task", pairs ? "pairs" : "classification");
        return settings;
    }

    @Override
    public String example() {
        return pairs ? "$'a first text\\ta second text'" : "\"a wonderful film\"";
    }
}
