package jeras.zoo.bert;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jeras.Model;
import jeras.applications.text.TextBatches;
import jeras.applications.text.TextEncoder;
import jeras.applications.text.TextTokenizer;
import jeras.applications.text.TokenizedText;
import jeras.losses.SparseCategoricalCrossentropy;
import jeras.optimizers.Optimizer;

/** Answers that stand in a text: the model learns where they begin and end. */
final class AnsweringTask implements TextTask {
    /** The share of the tokens of a window that the next one has, too. */
    private static final double OVERLAP = 1.0 / 3;

    private final Parts<Question> parts;

    private AnsweringTask(Parts<Question> parts) {
        this.parts = parts;
    }

    static AnsweringTask read(DataOptions options) {
        List<Question> test = options.test().map(Question::read).orElse(List.of());
        // Questions about the same text stay together.
        Parts<Question> all = Parts.of(Question.read(options.required()), test, Question::context, options);
        return new AnsweringTask(all.limited(options.limit()));
    }

    static int stride(TextTokenizer tokenizer) {
        return (int) (tokenizer.maxLength().orElse(384) * OVERLAP);
    }

    @Override
    public String describe() {
        return parts.describe("questions");
    }

    @Override
    public TextEncoder named(TextEncoder encoder) {
        return encoder;
    }

    @Override
    public Model model(TextEncoder encoder) {
        return encoder.questionAnswering();
    }

    @Override
    public void compile(Model model, Optimizer optimizer) {
        model.compile(c -> {
            c.optimizer(optimizer);
            for (String output : model.outputNames()) {
                c.loss(output, SparseCategoricalCrossentropy.of().fromLogits(true))
                        .lossWeight(output, 0.5);
            }
        });
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

    /** A window in which the answer does not stand whole points at its first token. */
    private static TextBatches batches(List<Question> questions, TextTokenizer tokenizer) {
        List<TokenizedText> windows = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (Question question : questions) {
            int last = question.start() + question.answers().get(0).length() - 1;
            for (TokenizedText window : tokenizer.windows(question.question(), question.context(), stride(tokenizer))) {
                int start = window.tokenAt(1, question.start());
                int end = window.tokenAt(1, last);
                boolean whole = start >= 0 && end >= 0;
                windows.add(window);
                starts.add(whole ? start : 0);
                ends.add(whole ? end : 0);
            }
        }
        return TextBatches.of(tokenizer, windows)
                .labels(starts.stream().mapToInt(i -> i).toArray())
                .labels(ends.stream().mapToInt(i -> i).toArray());
    }

    @Override
    public List<String> texts() {
        return parts.training().stream()
                .flatMap(q -> Stream.of(q.question(), q.context()))
                .distinct()
                .toList();
    }

    @Override
    public Judgement judge(Model model, TextTokenizer tokenizer) {
        List<Question> test = parts.test();
        List<AnswerFinder.Found> found = new AnswerFinder(model, tokenizer, stride(tokenizer))
                .find(
                        test.stream().map(Question::question).toList(),
                        test.stream().map(Question::context).toList());
        List<AnswerReport.Row> rows = new ArrayList<>();
        for (int i = 0; i < test.size(); i++) {
            rows.add(AnswerReport.Row.of(test.get(i), found.get(i)));
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put(
                "exact match",
                mean(rows.stream().mapToDouble(AnswerReport.Row::exact).toArray()));
        measures.put("f1", mean(rows.stream().mapToDouble(AnswerReport.Row::f1).toArray()));
        String summary = String.format(
                Locale.ROOT,
                "On %,d questions that it has not seen: exact match %.1f %%, F1 %.1f %%.%n%n%s",
                rows.size(),
                100 * measures.get("exact match"),
                100 * measures.get("f1"),
                AnswerReport.text(rows, 3));
        return new Judgement(summary, measures, (folder, run) -> AnswerReport.write(folder, run, measures, rows));
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElse(0);
    }

    @Override
    public JsonObject settings() {
        JsonObject settings = new JsonObject();
        settings.addProperty("task", "questions");
        return settings;
    }

    @Override
    public String example() {
        return "$'Who wrote it?\\tIt was written by Ada in 1843.'";
    }
}
