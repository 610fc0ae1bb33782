package jeras.zoo.bert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report on answers to questions. */
final class AnswerReport {
    private static final int MISTAKES = 20;

    private AnswerReport() {}

    /** A question, what was said and what is right. */
    record Row(String question, String said, String right, double exact, double f1, double score) {
        static Row of(Question question, AnswerFinder.Found found) {
            return new Row(
                    question.question(),
                    found.text(),
                    question.answers().get(0),
                    AnswerScore.exactMatch(found.text(), question.answers()),
                    AnswerScore.f1(found.text(), question.answers()),
                    found.score());
        }
    }

    /** The first answers, right and wrong, for the terminal. */
    static String text(List<Row> rows, int most) {
        return rows.stream()
                .limit(most)
                .map(r -> (r.exact == 1 ? "✓ " : "✗ ") + r.question + "\n  " + oneLine(r.said)
                        + (r.exact == 1 ? "" : "\n  really " + oneLine(r.right)))
                .collect(Collectors.joining("\n"));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    static void write(Path folder, Judgement.Run run, Map<String, Double> measures, List<Row> rows) throws IOException {
        run.history().plot().save(folder.resolve("curves.png"));
        StringBuilder text = new StringBuilder("# " + run.title() + "\n\n" + run.data() + "\n");
        text.append("\n## On questions that it has not seen\n\n| measure | value |\n| --- | --- |\n");
        measures.forEach((name, value) -> text.append(String.format(Locale.ROOT, "| %s | %.4f |%n", name, value)));
        text.append("\n## Training\n\n![loss by epoch](curves.png)\n\n## The hardest mistakes\n\n")
                .append("| question | said | really | F1 |\n| --- | --- | --- | --- |\n");
        rows.stream()
                .filter(r -> r.exact < 1)
                .sorted(Comparator.comparingDouble(Row::f1).thenComparing(r -> -r.score))
                .limit(MISTAKES)
                .forEach(r -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %.2f |%n",
                        cell(r.question),
                        cell(r.said),
                        cell(r.right),
                        r.f1)));
        text.append("\n## Going on\n\n```bash\n" + run.command() + "\n```\n\n```java\n" + run.java()
                + "\n```\n\n```python\n" + run.python() + "\n```\n");
        text.append("\n## Settings\n\n| option | value |\n| --- | --- |\n");
        run.settings().forEach((name, value) -> text.append("| " + cell(name) + " | " + cell(value) + " |\n"));
        Files.writeString(folder.resolve("report.md"), text, StandardCharsets.UTF_8);
    }

    private static String cell(String text) {
        return oneLine(text).replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
    }
}
