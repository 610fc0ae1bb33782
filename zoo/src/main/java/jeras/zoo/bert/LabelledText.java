package jeras.zoo.bert;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text, or a pair of texts, with its class.
 *
 * @param second the second text of a pair, else empty
 */
record LabelledText(String first, Optional<String> second, String label) {
    private static final List<String> TEXT =
            List.of("text", "sentence", "review", "sentence1", "premise", "question1", "text1");
    private static final List<String> SECOND = List.of("sentence2", "hypothesis", "question2", "text2");
    private static final List<String> LABEL = List.of("label", "class", "sentiment", "category", "labels", "target");

    /** The rows of a table that have a text and a label. */
    static List<LabelledText> read(Path file, DataOptions options, boolean pairs) {
        TextTable table = TextTable.read(file);
        int text = table.column("--text-column", options.textColumn(), TEXT);
        int second = pairs ? table.column("--second-column", options.secondColumn(), SECOND) : text;
        int label = table.column("--label-column", options.labelColumn(), LABEL);
        boolean named = Stream.of(options.textColumn(), options.labelColumn())
                .noneMatch(column -> column.orElse("").matches("\\d+"));
        List<LabelledText> all = new ArrayList<>();
        for (List<String> row : table.rows(1 + Math.max(label, Math.max(text, second)), named)) {
            if (!row.get(text).isBlank() && !row.get(label).isBlank()) {
                all.add(new LabelledText(
                        row.get(text),
                        pairs ? Optional.of(row.get(second)) : Optional.empty(),
                        row.get(label).strip()));
            }
        }
        return all;
    }

    /** One text a line, all of one class. */
    static List<LabelledText> lines(Path file, String label) {
        return TextFile.read(file)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> new LabelledText(line.strip(), Optional.empty(), label))
                .toList();
    }
}
