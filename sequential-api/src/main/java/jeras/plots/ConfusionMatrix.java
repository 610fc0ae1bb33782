package jeras.plots;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * How often each class was taken for each other one; immutable.
 *
 * <pre>{@code
 * ConfusionMatrix confusion = ConfusionMatrix.of(yTest, model.predict(xTest), List.of("cat", "dog"));
 * System.out.println(confusion);             // the counts
 * System.out.println(confusion.report());    // precision, recall and F1 of each class
 * confusion.plot().save("confusion.png");
 * }</pre>
 *
 * <p>A share of nothing, such as the precision of a class that was never predicted, is 0.
 */
public final class ConfusionMatrix {
    private final List<String> classNames;
    private final int[][] counts;

    private ConfusionMatrix(List<String> classNames, int[][] counts) {
        this.classNames = List.copyOf(classNames);
        this.counts = counts;
    }

    /**
     * Two classes of which one was taken for the other.
     *
     * @param truth what the samples were
     * @param predicted what they were taken for
     * @param count how many
     */
    public record Confusion(String truth, String predicted, int count) {}

    /**
     * Counts.
     *
     * @param truth the right classes {@code (n)}, each from 0 to {@code classNames.size() - 1}
     * @param predicted the predicted ones, likewise
     * @param classNames what the classes are called
     * @throws ShapeMismatchException if there are not as many predictions as right classes
     * @throws InvalidArgumentException if a class is out of range
     */
    public static ConfusionMatrix of(int[] truth, int[] predicted, List<String> classNames) {
        if (truth.length != predicted.length) {
            throw new ShapeMismatchException(JerasException.message(
                    "Predictions do not belong to these right classes.",
                    truth.length + " predictions, one for each right class",
                    predicted.length + " predictions",
                    "give the predictions for the same samples"));
        }
        int[][] counts = new int[classNames.size()][classNames.size()];
        for (int i = 0; i < truth.length; i++) {
            counts[inRange(truth[i], classNames)][inRange(predicted[i], classNames)]++;
        }
        return new ConfusionMatrix(classNames, counts);
    }

    /**
     * Counts, from arrays.
     *
     * @param truth the right classes {@code (n)} or {@code (n, 1)}
     * @param predicted what {@code predict} returned: {@code (n, classes)}, of which the greatest counts; {@code (n, 1)}
     *     floating-point probabilities of class 1 of two; or classes {@code (n)}
     * @param classNames what the classes are called
     */
    public static ConfusionMatrix of(Array truth, Array predicted, List<String> classNames) {
        return of(truth.flatten().toIntArray(), classes(predicted), classNames);
    }

    /** As {@link #of(Array, Array, List)}, with the classes named 0, 1, 2, ... */
    public static ConfusionMatrix of(Array truth, Array predicted) {
        int[] right = truth.flatten().toIntArray();
        int[] said = classes(predicted);
        int greatest = IntStream.concat(Arrays.stream(right), Arrays.stream(said))
                .max()
                .orElse(0);
        Shape shape = predicted.shape();
        int width = shape.dimension() == 2 ? (int) Math.max(2, shape.get(1)) : 0;
        return of(
                right,
                said,
                IntStream.range(0, Math.max(width, greatest + 1))
                        .mapToObj(Integer::toString)
                        .toList());
    }

    private static int[] classes(Array predicted) {
        Shape shape = predicted.shape();
        if (shape.dimension() == 2 && shape.get(1) > 1) {
            return predicted.argMax(1).toIntArray();
        }
        if (shape.dimension() == 2 && predicted.dataType().isFloating()) {
            return predicted.flatten().greater(0.5).toIntArray();
        }
        return predicted.flatten().toIntArray();
    }

    private static int inRange(int label, List<String> classNames) {
        if (label < 0 || label >= classNames.size()) {
            throw new InvalidArgumentException(JerasException.message(
                    "A class has no name.",
                    "classes from 0 to " + (classNames.size() - 1),
                    Integer.toString(label),
                    "give a name for each class, and the classes as numbers from 0 on"));
        }
        return label;
    }

    /** What the classes are called, in their order. */
    public List<String> classNames() {
        return classNames;
    }

    /** How many samples of the class {@code truth} were taken for {@code predicted}. */
    public int count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** All samples. */
    public int total() {
        return IntStream.range(0, counts.length).map(this::support).sum();
    }

    /** The samples whose class was found. */
    public int correct() {
        return IntStream.range(0, counts.length).map(c -> counts[c][c]).sum();
    }

    /** The share of samples whose class was found. */
    public double accuracy() {
        return share(correct(), total());
    }

    /** The samples of a class. */
    public int support(int classIndex) {
        return Arrays.stream(counts[classIndex]).sum();
    }

    /** Of the samples that were taken for the class, the share that belongs to it. */
    public double precision(int classIndex) {
        return share(
                counts[classIndex][classIndex],
                Arrays.stream(counts).mapToInt(row -> row[classIndex]).sum());
    }

    /** Of the samples of the class, the share that was found. */
    public double recall(int classIndex) {
        return share(counts[classIndex][classIndex], support(classIndex));
    }

    /** The harmonic mean of {@link #precision} and {@link #recall}. */
    public double f1(int classIndex) {
        double precision = precision(classIndex);
        double recall = recall(classIndex);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /** The mean of the classes' {@link #f1}, each class counting the same. */
    public double macroF1() {
        return IntStream.range(0, counts.length).mapToDouble(this::f1).average().orElse(0);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** The pairs of classes that were confused, the most frequent first. */
    public List<Confusion> confusions() {
        List<Confusion> all = new ArrayList<>();
        for (int t = 0; t < counts.length; t++) {
            for (int p = 0; p < counts.length; p++) {
                if (t != p && counts[t][p] > 0) {
                    all.add(new Confusion(classNames.get(t), classNames.get(p), counts[t][p]));
                }
            }
        }
        all.sort(Comparator.comparingInt(Confusion::count).reversed());
        return all;
    }

    /** A table with the precision, the recall, the F1 score and the number of samples of each class. */
    public String report() {
        return ConfusionTable.scores(this);
    }

    /** A picture: rows are what the samples were, columns what they were taken for. */
    public Plot plot() {
        return plot("");
    }

    /** As {@link #plot()}, with a line above it. */
    public Plot plot(String title) {
        return ConfusionPicture.of(this, title);
    }

    /** The counts as a table; of more than 20 classes, the most frequent confusions. */
    @Override
    public String toString() {
        return ConfusionTable.counts(this);
    }
}
