package jeras.datasets;

import jeras.Array;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * Samples with their labels.
 *
 * @param x the samples, {@code (n, ...)}
 * @param y their labels, {@code (n, ...)}
 */
public record Samples(Array x, Array y) {
    /** Throws {@link ShapeMismatchException} when there are not as many labels as samples. */
    public Samples {
        requireSameCount("x", x, "y", y);
    }

    /** The number of samples, n. */
    public long count() {
        return x.shape().get(0);
    }

    @Override
    public String toString() {
        return "Samples(x=" + describe(x) + ", y=" + describe(y) + ")";
    }

    static void requireSameCount(String xName, Array x, String yName, Array y) {
        if (x.shape().dimension() == 0
                || y.shape().dimension() == 0
                || x.shape().get(0) != y.shape().get(0)) {
            throw new ShapeMismatchException(JerasException.message(
                    "Samples and labels do not belong together.",
                    "as many labels as samples, counted along the first axis",
                    xName + " " + x.shape() + ", " + yName + " " + y.shape(),
                    "give one label for each sample"));
        }
    }

    static String describe(Array array) {
        return array.shape() + " " + array.dataType();
    }
}
