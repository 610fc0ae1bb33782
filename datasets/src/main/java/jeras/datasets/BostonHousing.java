package jeras.datasets;

import java.util.function.Consumer;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;

/**
 * Prices of 506 houses near Boston in the late 1970s, in thousands of dollars, with 13 features of their places.
 *
 * <p>One feature, B, takes it for granted that the share of black people in a place moves its prices. Keras discourages the
 * use of this data set but for talking about just that; {@link CaliforniaHousing} is the replacement, and its small version
 * has about the same size.
 *
 * <pre>{@code Split houses = BostonHousing.load();   // downloads 57 kB once}</pre>
 *
 * @see <a href="https://keras.io/api/datasets/boston_housing/">keras.datasets.boston_housing</a>
 */
public final class BostonHousing {
    private static final int FEATURES = 13;
    private static final KerasFile FILE = KerasFile.onKerasHost(
            "BostonHousing",
            "boston_housing",
            "boston_housing.npz",
            "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5",
            1_000_000,
            "BostonHousing.load(o -> o.path(...))");

    private BostonHousing() {}

    /** The options of {@link #load(Consumer)}. */
    public static final class Options extends HousingOptions<Options> {
        private Options() {}

        @Override
        Options self() {
            return this;
        }
    }

    /**
     * Loads the houses with Keras's defaults: 404 to train on and 102 to test with.
     *
     * @return features {@code (n, 13)} FLOAT64, prices {@code (n)} FLOAT64
     * @throws FileFormatException if the file cannot be had or is damaged
     */
    public static Split load() {
        return load(o -> {});
    }

    /**
     * Loads the houses from the cache folder {@code <user home>/.jeras/datasets/boston_housing} or from the path that is
     * given.
     *
     * @return features {@code (n, 13)} FLOAT64, prices {@code (n)} FLOAT64
     * @throws InvalidArgumentException if there is no file at the path that is given
     * @throws FileFormatException if the file cannot be had, or is damaged or something else
     */
    public static Split load(Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        return chosen.load(FILE, FEATURES, Integer.MAX_VALUE);
    }
}
