package jeras.tutorials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import jeras.Array;
import jeras.datasets.Samples;
import jeras.utils.Utils;

/**
 * Sentences with 0 (bad) or 1 (good) behind a tab, as rows of word numbers; 0 fills short rows up.
 *
 * @param samples x {@code (n, longest)} INT32, y {@code (n)} INT32, in a shuffled order
 * @param vocabulary one more than the greatest word number
 */
record Sentences(Samples samples, int vocabulary) {
    static Sentences read(Path folder, int longest) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name :
                List.of("amazon_cells_labelled.partial.txt", "imdb_labelled.partial.txt", "yelp_labelled.txt")) {
            lines.addAll(Files.readAllLines(folder.resolve(name)));
        }
        Collections.shuffle(lines, new Random(1));
        Map<String, Integer> numbers = new HashMap<>();
        List<int[]> rows = new ArrayList<>();
        int[] labels = new int[lines.size()];
        for (String line : lines) {
            int tab = line.lastIndexOf('\t');
            labels[rows.size()] = Integer.parseInt(line.substring(tab + 1).strip());
            String words = line.substring(0, tab)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9']+", " ")
                    .strip();
            rows.add(words.lines()
                    .flatMap(text -> Stream.of(text.split(" ", -1)))
                    .mapToInt(word -> numbers.computeIfAbsent(word, w -> numbers.size() + 1))
                    .toArray());
        }
        Array x = Utils.padSequences(rows, p -> p.maxlen(longest));
        return new Sentences(new Samples(x, Array.of(labels, labels.length)), numbers.size() + 1);
    }
}
