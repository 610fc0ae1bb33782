package jeras.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jeras.Array;

/**
 * 1,100 short English reviews, half of them positive, half negative, inside the jar: no download, a few milliseconds to load.
 *
 * <p>They were written for Jeras, about films, books, food, hotels, trains, gadgets, software and more, in 2 to 26 words.
 * Opinions come as they do in life, some plainly, some by negation, contrast or irony, so the set is small but not easy: a
 * linear classifier over word counts (scikit-learn's logistic regression) is right on 71 to 74 % of them in ten-fold
 * cross-validation, and the length alone tells nothing.
 *
 * <pre>{@code
 * Split reviews = Reviews.load();
 * String[] texts = reviews.xTrain().toStringArray();
 * }</pre>
 */
public final class Reviews {
    private static final int COUNT = 1100;
    private static final int TEST_COUNT = 200;
    private static final List<String> CLASS_NAMES = List.of("negative", "positive");

    private Reviews() {}

    /**
     * The reviews, split into 900 to train on and 200 to test with: the last 200 of the file, whose order is random. Both
     * parts are balanced. As a test part of 200 measures to within some 6 points, judge a change of the model by several
     * seeds or by cross-validation over {@link #loadAll()}.
     *
     * @return texts {@code (n)} of strings; labels {@code (n)} INT32, 0 for negative and 1 for positive
     */
    public static Split load() {
        Samples all = loadAll();
        long train = COUNT - TEST_COUNT;
        return new Split(
                all.x().slice(0, train),
                all.y().slice(0, train),
                all.x().slice(train, COUNT),
                all.y().slice(train, COUNT));
    }

    /**
     * All reviews in the order of the file.
     *
     * @return x {@code (1100)} of strings; y {@code (1100)} INT32, 0 for negative and 1 for positive
     */
    public static Samples loadAll() {
        List<String> texts = new ArrayList<>(COUNT);
        int[] labels = new int[COUNT];
        try (InputStream in = Reviews.class.getResourceAsStream("reviews/reviews.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.readLine(); // label, text
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                labels[texts.size()] = CLASS_NAMES.indexOf(line.substring(0, tab));
                texts.add(line.substring(tab + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The reviews inside Jeras cannot be read.", e);
        }
        return new Samples(Array.of(texts.toArray(String[]::new)), Array.of(labels));
    }

    /** {@code negative} and {@code positive}: the names of labels 0 and 1. */
    public static List<String> classNames() {
        return CLASS_NAMES;
    }
}
