package jeras;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names of Keras that are spelled otherwise here: rows of a name, some of its arguments, and the classes and members, all of
 * which are needed, that do the same. A class stands for arguments when it has a method for each.
 */
record KerasNames(List<Row> rows) {
    /**
     * @param arguments as Keras calls them; {@code override:call} is a method that a subclass overrides
     * @param java {@code package.Class} or {@code package.Class#member}, below {@code jeras}
     */
    record Row(String name, List<String> arguments, List<String> java) {
        /** What of the row is not there. */
        List<String> missing() {
            List<String> missing = new ArrayList<>();
            for (String reference : java) {
                if (!PublicApi.exists(reference)) {
                    missing.add(name + " -> " + reference);
                } else if (!reference.contains("#")) {
                    List<String> unknown = new ArrayList<>(arguments);
                    unknown.removeAll(
                            PublicApi.options(PublicApi.type(reference).orElseThrow(), arguments));
                    unknown.forEach(argument -> missing.add(name + "(" + argument + ") -> " + reference));
                }
            }
            return missing;
        }
    }

    /** Reads the table. */
    static KerasNames read() throws IOException {
        try (InputStream in = KerasNames.class.getResourceAsStream("keras-names.tsv")) {
            return new KerasNames(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(row -> new Row(row[0], list(row[1]), list(row[2])))
                    .toList());
        }
    }

    private static List<String> list(String commas) {
        return Stream.of(commas.split(",", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** The arguments by name of Keras. */
    Map<String, List<String>> arguments() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        rows.forEach(row ->
                all.computeIfAbsent(row.name(), name -> new ArrayList<>()).addAll(row.arguments()));
        return all;
    }
}
