package jeras.zoo.recipe;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of a Markdown document. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown heading(int level, String words) {
        return block("#".repeat(level) + " " + escaped(words));
    }

    /** Markdown as it is. */
    Markdown block(String markdown) {
        text.append(text.isEmpty() ? "" : "\n").append(markdown.stripTrailing()).append('\n');
        return this;
    }

    Markdown code(String language, String lines) {
        // A fence must be longer than any run of backticks inside.
        String fence = lines.contains("```") ? "````````" : "```";
        return block(fence + language + "\n" + lines.stripTrailing() + "\n" + fence);
    }

    Markdown picture(String words, String file) {
        return block("![" + escaped(words) + "](" + file + ")");
    }

    /** A table with two columns. */
    Markdown table(String left, String right, Map<String, String> rows) {
        return table(
                List.of(left, right),
                rows.entrySet().stream()
                        .map(row -> List.of(row.getKey(), row.getValue()))
                        .toList());
    }

    Markdown table(List<String> headings, List<List<String>> rows) {
        return block(line(headings)
                + "\n"
                + line(headings.stream().map(h -> "---").toList())
                + "\n"
                + rows.stream()
                        .map(row -> line(row.stream().map(Markdown::escaped).toList()))
                        .collect(Collectors.joining("\n")));
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Texts of users, such as names of classes, mean themselves. */
    static String escaped(String words) {
        return words.replaceAll("[\\p{Cntrl}\\s]+", " ").replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
