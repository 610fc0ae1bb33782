package jeras.zoo.bert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jeras.zoo.recipe.TextTable;
import jeras.zoo.recipe.TextTable.Column;

/**
 * A text, or a pair of texts, with its class.
 *
 * @param second the second text of a pair, else empty
 */
record LabelledText(String first, Optional<String> second, String label) {
    /** The rows of a table that have a text and a label. */
    static List<LabelledText> read(Path file, DataOptions options, boolean pairs) {
        Column text = Column.texts(options.textColumn());
        Column second = Column.secondTexts(options.secondColumn());
        Column label = Column.labels(options.labelColumn());
        TextTable table = pairs
                ? TextTable.of(file, options.charset(), text, label, second)
                : TextTable.of(file, options.charset(), text, label);
        List<LabelledText> all = new ArrayList<>();
        try {
            table.read(row -> {
                if (!row.get(0).isBlank() && !row.get(1).isBlank()) {
                    all.add(new LabelledText(
                            row.get(0),
                            pairs ? Optional.of(row.get(2)) : Optional.empty(),
                            row.get(1).strip()));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** One text a line, all of one class. */
    static List<LabelledText> lines(Path file, DataOptions options, String label) {
        return options.lines(file).stream()
                .map(line -> new LabelledText(line, Optional.empty(), label))
                .toList();
    }
}
