package jeras.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import jeras.Array;
import jeras.FileFormatException;
import jeras.JerasException;

/** Shuffles and splits a table of features {@code x} with a target {@code y}, as Keras does with its housing data. */
final class HousingFile {
    private HousingFile() {}

    /** @param most how many of the first rows count */
    static Split load(Path file, int features, int most, double testSplit, long seed) {
        Array x = Npz.numbers(file, "x");
        Array y = Npz.numbers(file, "y");
        if (x.rank() != 2 || x.shape().get(1) != features || y.rank() != 1 || y.length() != x.length()) {
            throw new FileFormatException(JerasException.message(
                    file + " does not hold what it should.",
                    "x (n, " + features + ") and y (n)",
                    "x " + x.shape() + " and y " + y.shape(),
                    "give the file that Keras publishes, or one of its form"));
        }
        int[] places = new RandomState(seed).shuffled((int) Math.min(x.length(), most));
        int train = TestShare.trainCount(places.length, testSplit);
        int[] trainPlaces = Arrays.copyOf(places, train);
        int[] testPlaces = Arrays.copyOfRange(places, train, places.length);
        return new Split(
                Rows.take(x, trainPlaces),
                Rows.take(y, trainPlaces),
                Rows.take(x, testPlaces),
                Rows.take(y, testPlaces));
    }
}
