package jeras.zoo.bert;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.applications.text.TextBatches;
import jeras.applications.text.TextEncoder;
import jeras.applications.text.TextTokenizer;
import jeras.applications.text.TokenizedText;
import jeras.losses.SparseCategoricalCrossentropy;
import jeras.optimizers.Optimizer;
import jeras.plots.ConfusionMatrix;
import jeras.zoo.recipe.ClassificationReport;

/** A label for each word, such as the part of a name that it is; a word's first token has it, the others are not learned. */
final class TaggingTask implements TextTask {
    private final Parts<TaggedSentence> parts;
    private final List<String> tags;

    private TaggingTask(Parts<TaggedSentence> parts, List<String> tags) {
        this.parts = parts;
        this.tags = tags;
    }

    static TaggingTask read(DataOptions options) {
        List<TaggedSentence> all = TaggedSentence.read(options.required());
        List<TaggedSentence> test = options.test().map(TaggedSentence::read).orElse(List.of());
        List<String> tags =
                all.stream().flatMap(s -> s.tags().stream()).distinct().sorted().toList();
        if (tags.size() < 2) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is nothing to tell apart.",
                    "words with two labels or more",
                    tags.isEmpty() ? "no words" : "the label \"" + tags.get(0) + "\" alone",
                    "give sentences with other labels too"));
        }
        test.stream()
                .flatMap(s -> s.tags().stream())
                .filter(tag -> !tags.contains(tag))
                .findFirst()
                .ifPresent(tag -> {
                    throw new InvalidArgumentException(JerasException.message(
                            "The test has a label that there is nothing to learn about.",
                            String.join(", ", tags),
                            tag,
                            "give sentences with that label to learn from, or take it out of the test"));
                });
        return new TaggingTask(Parts.of(all, test, s -> s, options).limited(options.limit()), tags);
    }

    @Override
    public String describe() {
        return parts.describe("sentences") + ", " + tags.size() + " labels of words";
    }

    @Override
    public TextEncoder named(TextEncoder encoder) {
        return encoder.labels(tags.toArray(String[]::new));
    }

    @Override
    public Model model(TextEncoder encoder) {
        return encoder.tagger(o -> o.compile(false));
    }

    @Override
    public void compile(Model model, Optimizer optimizer) {
        model.compile(c -> c.optimizer(optimizer)
                .loss(SparseCategoricalCrossentropy.of().fromLogits(true).ignoreClass(TokenizedText.IGNORED)));
    }

    @Override
    public String monitor() {
        return "val_loss";
    }

    @Override
    public TextBatches training(TextTokenizer tokenizer) {
        return batches(parts.training(), tokenizer);
    }

    @Override
    public TextBatches validation(TextTokenizer tokenizer) {
        return batches(parts.validation(), tokenizer);
    }

    private TextBatches batches(List<TaggedSentence> sentences, TextTokenizer tokenizer) {
        List<TokenizedText> texts =
                sentences.stream().map(s -> tokenizer.encodeWords(s.words())).toList();
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            int[] ofWords =
                    sentences.get(i).tags().stream().mapToInt(tags::indexOf).toArray();
            labels.add(texts.get(i).tokenLabels(ofWords));
        }
        return TextBatches.of(tokenizer, texts).tokenLabels(labels);
    }

    @Override
    public List<String> texts() {
        return parts.training().stream().map(s -> String.join(" ", s.words())).toList();
    }

    @Override
    public Judgement judge(Model model, TextTokenizer tokenizer) {
        List<List<String>> said = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        List<Integer> predicted = new ArrayList<>();
        List<TokenizedText> texts =
                parts.test().stream().map(s -> tokenizer.encodeWords(s.words())).toList();
        List<List<Array>> logits = Logits.of(model, TextBatches.of(tokenizer, texts));
        for (int i = 0; i < texts.size(); i++) {
            TaggedSentence sentence = parts.test().get(i);
            List<String> found = WordTags.of(
                    texts.get(i), logits.get(i).get(0), tags, sentence.words().size());
            said.add(found);
            for (int w = 0; w < found.size(); w++) {
                truth.add(tags.indexOf(sentence.tags().get(w)));
                predicted.add(tags.indexOf(found.get(w)));
            }
        }
        ConfusionMatrix confusion = ConfusionMatrix.of(
                truth.stream().mapToInt(t -> t).toArray(),
                predicted.stream().mapToInt(t -> t).toArray(),
                tags);
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("accuracy of words", confusion.accuracy());
        if (tags.stream().anyMatch(tag -> tag.startsWith("B-") || tag.startsWith("I-"))) {
            SpanScore spans =
                    SpanScore.of(parts.test().stream().map(TaggedSentence::tags).toList(), said);
            measures.put("precision of spans", spans.precision());
            measures.put("recall of spans", spans.recall());
            measures.put("f1 of spans", spans.f1());
        } else {
            measures.put("f1 of labels", confusion.macroF1());
        }
        StringBuilder summary = new StringBuilder(String.format(
                Locale.ROOT,
                "On %,d sentences that it has not seen:%n",
                parts.test().size()));
        measures.forEach((name, value) -> summary.append(String.format(Locale.ROOT, "  %s: %.4f%n", name, value)));
        return new Judgement(
                summary + "\n" + confusion.report(),
                measures,
                (folder, run) -> ClassificationReport.of(run.title(), confusion)
                        .data(run.data())
                        .metrics(measures)
                        .history(run.history())
                        .settings(run.settings())
                        .mistakes(mistakes(said))
                        .usage(run.command(), run.java(), run.python())
                        .writeTo(folder));
    }

    /** The sentences with most mistakes, as Markdown. */
    private String mistakes(List<List<String>> said) {
        StringBuilder lines = new StringBuilder();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt((Integer i) -> -wrong(i, said.get(i))));
        for (int i : order.subList(0, Math.min(10, order.size()))) {
            List<String> words = parts.test().get(i).words();
            for (int w = 0; w < Math.min(words.size(), said.get(i).size()) && wrong(i, said.get(i)) > 0; w++) {
                String right = parts.test().get(i).tags().get(w);
                String tag = said.get(i).get(w);
                lines.append(words.get(w)).append(tag.equals(right) ? " " : " [" + tag + ", really " + right + "] ");
            }
            lines.append(wrong(i, said.get(i)) > 0 ? "\n" : "");
        }
        return lines.isEmpty() ? "" : "```text\n" + lines.toString().replace("```", "'''") + "```";
    }

    private int wrong(int sentence, List<String> said) {
        int wrong = 0;
        for (int w = 0; w < said.size(); w++) {
            wrong += said.get(w).equals(parts.test().get(sentence).tags().get(w)) ? 0 : 1;
        }
        return wrong;
    }

    @Override
    public JsonObject settings() {
        JsonObject settings = new JsonObject();
        settings.addProperty("task", "tagging");
        return settings;
    }

    @Override
    public String example() {
        List<String> words = parts.test().get(0).words();
        return "\""
                + String.join(" ", words.subList(0, Math.min(8, words.size()))).replace("\"", "'") + "\"";
    }
}
