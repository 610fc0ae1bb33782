package jeras.zoo.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Texts with their classes.
 *
 * @param texts none is blank
 * @param labels the class of each text, an index into the names
 * @param classNames at least two
 */
@SuppressWarnings("ArrayRecordComponent") // internal, and compared with nothing
record LabelledTexts(List<String> texts, int[] labels, List<String> classNames) {

    /** A part to train on and a part to test with. */
    record Parts(LabelledTexts train, LabelledTexts test) {}

    /** Collects texts as they are read; what cannot be used is counted. */
    static final class Builder {
        private static final int MOST_CLASSES = 1000;

        private final List<String> texts = new ArrayList<>();
        private final List<String> labels = new ArrayList<>();
        private int unused;

        /** Adds one; a blank text, or one without a label, is left out. */
        void add(String text, String label) {
            if (text.isBlank() || label.isBlank()) {
                unused++;
            } else {
                texts.add(text.strip());
                labels.add(label.strip());
            }
        }

        /** How many were left out. */
        int unused() {
            return unused;
        }

        /** All of them, with classes in the order of their names: that of numbers where all are numbers. */
        LabelledTexts build(String source) {
            List<String> names = new ArrayList<>(new TreeSet<>(labels));
            if (names.stream().allMatch(name -> name.matches("-?\\d{1,9}"))) {
                names.sort((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
            }
            if (names.size() < 2 || names.size() > MOST_CLASSES) {
                throw new InvalidArgumentException(JerasException.message(
                        "There is nothing to learn from " + source + ".",
                        "texts of 2 to " + MOST_CLASSES + " classes",
                        texts.isEmpty()
                                ? "no text with a label"
                                : names.size() == 1
                                        ? texts.size() + " texts, all of the class " + names.get(0)
                                        : names.size() + " different labels",
                        "name the column of the labels with --label-column, or add texts of other classes"));
            }
            int[] indices = labels.stream().mapToInt(names::indexOf).toArray();
            return new LabelledTexts(List.copyOf(texts), indices, names);
        }
    }

    int size() {
        return texts.size();
    }

    /** Strings {@code (n)}. */
    Array x() {
        return Array.of(texts.toArray(String[]::new));
    }

    /** INT32 {@code (n)}. */
    Array y() {
        return Array.of(labels);
    }

    LabelledTexts select(List<Integer> rows) {
        return new LabelledTexts(
                rows.stream().map(texts::get).toList(),
                rows.stream().mapToInt(row -> labels[row]).toArray(),
                classNames);
    }

    /**
     * A part of each class for the test, at least one text of it, and the rest to train on; both in random order.
     *
     * @param share of the test, between 0 and 1
     */
    Parts split(double share, long seed) {
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        Random random = new Random(seed);
        for (List<Integer> rows : rowsByClass(random)) {
            int held = Math.max(1, (int) Math.round(share * rows.size()));
            if (held >= rows.size()) {
                throw tooFew(rows, 2);
            }
            test.addAll(rows.subList(0, held));
            train.addAll(rows.subList(held, rows.size()));
        }
        Collections.shuffle(train, random);
        Collections.shuffle(test, random);
        return new Parts(select(train), select(test));
    }

    /** The rows in so many parts of about the same size and the same classes. */
    List<List<Integer>> folds(int count, long seed) {
        List<List<Integer>> folds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            folds.add(new ArrayList<>());
        }
        int next = 0;
        for (List<Integer> rows : rowsByClass(new Random(seed))) {
            if (rows.size() < count) {
                throw tooFew(rows, count);
            }
            for (int row : rows) {
                folds.get(next++ % count).add(row);
            }
        }
        return folds;
    }

    /**
     * Checks, before anything takes time, that there is enough to be split again and again.
     *
     * @throws FileFormatException if a class has fewer texts
     */
    void requireOfEachClass(int needed) {
        for (List<Integer> rows : rowsByClass(new Random(0))) {
            if (rows.size() < needed) {
                throw tooFew(rows, needed);
            }
        }
    }

    private List<List<Integer>> rowsByClass(Random random) {
        List<List<Integer>> rows = new ArrayList<>();
        classNames.forEach(name -> rows.add(new ArrayList<>()));
        for (int i = 0; i < labels.length; i++) {
            rows.get(labels[i]).add(i);
        }
        rows.forEach(ofClass -> Collections.shuffle(ofClass, random));
        return rows;
    }

    private FileFormatException tooFew(List<Integer> rows, int needed) {
        return new FileFormatException(JerasException.message(
                "The texts cannot be split.",
                "at least " + needed + " texts of each class",
                rows.size() + " of the class " + classNames.get(labels[rows.get(0)]),
                "add texts of this class, or leave it out"));
    }
}
