package jeras.zoo.recipe;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jeras.Array;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * A sample that a model takes for another class than it is.
 *
 * @param index which sample
 * @param truth its class
 * @param predicted the class that it is taken for
 * @param probability how sure the model is of that, from 0 to 1
 */
public record Mistake(int index, int truth, int predicted, double probability) {

    /**
     * The mistakes that a model is surest of, first the worst one.
     *
     * @param truth the right classes {@code (n)}
     * @param probabilities what the model says {@code (n, classes)}
     * @param most how many at most
     */
    public static List<Mistake> hardest(Array truth, Array probabilities, int most) {
        Shape shape = probabilities.shape();
        int[] right = truth.flatten().toIntArray();
        if (shape.dimension() != 2 || shape.get(0) != right.length) {
            throw new ShapeMismatchException(JerasException.message(
                    "These probabilities do not belong to the right classes.",
                    "(" + right.length + ", classes)",
                    shape.toString(),
                    "give the probabilities of every class for the same samples"));
        }
        int[] said = probabilities.argMax(1).toIntArray();
        double[] values = probabilities.toDoubleArray();
        int classes = (int) shape.get(1);
        List<Mistake> mistakes = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
            if (said[i] != right[i]) {
                mistakes.add(new Mistake(i, right[i], said[i], values[i * classes + said[i]]));
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed());
        return List.copyOf(mistakes.subList(0, Math.min(most, mistakes.size())));
    }
}
