package jeras.datasets;

import java.util.List;
import java.util.function.Consumer;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.utils.Arguments;

/**
 * Median prices of houses in 20,640 districts of California, from the census of 1990, in dollars.
 *
 * <pre>{@code Split houses = CaliforniaHousing.load(o -> o.version("small"));   // downloads 0.7 MB once}</pre>
 *
 * @see <a href="https://keras.io/api/datasets/california_housing/">keras.datasets.california_housing</a>
 */
public final class CaliforniaHousing {
    /** The features, in the order of their columns. */
    public static final List<String> FEATURE_NAMES =
            List.of("MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude");

    private static final int SMALL = 600;
    private static final KerasFile FILE = KerasFile.onKerasHost(
            "CaliforniaHousing",
            "california_housing",
            "california_housing.npz",
            "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f",
            10_000_000,
            "CaliforniaHousing.load(o -> o.path(...))");

    private CaliforniaHousing() {}

    /** The options of {@link #load(Consumer)}. */
    public static final class Options extends HousingOptions<Options> {
        private int most = Integer.MAX_VALUE;

        private Options() {}

        /** {@code "large"} (the default), or {@code "small"} for the first 600 districts. */
        public Options version(String name) {
            Arguments.oneOf("CaliforniaHousing", "version", name, "small", "large");
            most = name.equals("small") ? SMALL : Integer.MAX_VALUE;
            return this;
        }

        @Override
        Options self() {
            return this;
        }
    }

    /**
     * Loads all districts with Keras's defaults: 16,512 to train on and 4,128 to test with.
     *
     * @return features {@code (n, 8)}, prices {@code (n)}, floating point numbers
     * @throws FileFormatException if the file cannot be had or is damaged
     */
    public static Split load() {
        return load(o -> {});
    }

    /**
     * Loads the districts from the cache folder {@code <user home>/.jeras/datasets/california_housing} or from the path that
     * is given.
     *
     * @return features {@code (n, 8)}, prices {@code (n)}, floating point numbers
     * @throws InvalidArgumentException if there is no file at the path that is given
     * @throws FileFormatException if the file cannot be had, or is damaged or something else
     */
    public static Split load(Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        return chosen.load(FILE, FEATURE_NAMES.size(), chosen.most);
    }
}
