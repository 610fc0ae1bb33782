package jeras.zoo.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.zoo.recipe.TextLines;

/**
 * Vectors of words in the text format of GloVe: a word, a space, and the numbers, one word a line.
 *
 * @param size the numbers of a vector
 * @param known the vectors of those words that were asked for and are in the file
 * @see <a href="https://nlp.stanford.edu/projects/glove/">GloVe</a>
 */
record Glove(int size, Map<String, double[]> known) {
    private static final int LARGEST = 4096;

    /** Reads the vectors of a vocabulary's words only, so a file of any size fits into memory. */
    static Glove read(Path file, List<String> vocabulary) throws IOException {
        Map<String, double[]> known = new HashMap<>();
        vocabulary.forEach(word -> known.put(word, new double[0]));
        int size = 0;
        try (TextLines lines = TextLines.open(file, StandardCharsets.UTF_8)) {
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
                String[] fields = line.stripTrailing().split(" ", -1);
                boolean fastTextHeader = number == 1 && fields.length == 2;
                if (fastTextHeader || line.isBlank()) {
                    continue;
                }
                size = size == 0 ? fields.length - 1 : size;
                // Some words of the largest GloVe file have spaces in them; they cannot be words of a text here.
                if (fields.length < size + 1 || size < 1 || size > LARGEST) {
                    throw lines.damaged(
                            number,
                            "a word and " + (size < 1 ? "1 to " + LARGEST : size) + " numbers, separated by spaces",
                            (fields.length - 1) + " numbers",
                            "give a file in GloVe's text format");
                }
                if (fields.length == size + 1 && known.containsKey(fields[0])) {
                    known.put(fields[0], numbers(fields, lines, number));
                }
            }
        }
        known.values().removeIf(vector -> vector.length == 0);
        return new Glove(size, known);
    }

    private static double[] numbers(String[] fields, TextLines lines, long line) {
        double[] vector = new double[fields.length - 1];
        try {
            for (int i = 0; i < vector.length; i++) {
                vector[i] = Double.parseDouble(fields[i + 1]);
            }
            return vector;
        } catch (NumberFormatException e) {
            throw lines.damaged(line, "numbers after the word", e.getMessage(), "give a file in GloVe's text format");
        }
    }

    /** Puts the vectors into the rows of an embedding {@code (words, size)}; words that have none keep their row. */
    Array into(Array embedding, List<String> vocabulary) {
        double[] rows = embedding.toDoubleArray();
        for (int i = 0; i < vocabulary.size(); i++) {
            double[] vector = known.get(vocabulary.get(i));
            if (vector != null) {
                System.arraycopy(vector, 0, rows, i * size, size);
            }
        }
        return Array.of(rows, embedding.shape().getShape()).cast("float32");
    }
}
