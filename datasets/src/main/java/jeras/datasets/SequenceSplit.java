package jeras.datasets;

import java.util.List;
import jeras.Array;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * A data set of texts in its two parts, each text a sequence of word indices of a length of its own.
 *
 * <pre>{@code
 * SequenceSplit reviews = Imdb.load(o -> o.numWords(20_000));
 * Array xTrain = Utils.padSequences(reviews.xTrain(), p -> p.maxlen(80));
 * model.fit(xTrain, reviews.yTrain());
 * }</pre>
 *
 * @param xTrain the texts to train on
 * @param yTrain their labels, {@code (n)}
 * @param xTest the texts to test with
 * @param yTest their labels, {@code (m)}
 */
public record SequenceSplit(List<int[]> xTrain, Array yTrain, List<int[]> xTest, Array yTest) {
    /** Throws {@link ShapeMismatchException} when a part has not as many labels as texts. */
    public SequenceSplit {
        xTrain = List.copyOf(xTrain);
        xTest = List.copyOf(xTest);
        requireSameCount("xTrain", xTrain, "yTrain", yTrain);
        requireSameCount("xTest", xTest, "yTest", yTest);
    }

    private static void requireSameCount(String xName, List<int[]> x, String yName, Array y) {
        if (y.rank() == 0 || y.length() != x.size()) {
            throw new ShapeMismatchException(JerasException.message(
                    "Texts and labels do not belong together.",
                    "as many labels as texts, counted along the first axis",
                    xName + " of " + x.size() + " texts, " + yName + " " + y.shape(),
                    "give one label for each text"));
        }
    }

    /** Counts and shapes, never the values. */
    @Override
    public String toString() {
        return "SequenceSplit(xTrain=" + xTrain.size() + " texts, yTrain=" + Samples.describe(yTrain) + ", xTest="
                + xTest.size() + " texts, yTest=" + Samples.describe(yTest) + ")";
    }
}
