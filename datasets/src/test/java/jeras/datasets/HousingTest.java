package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.function.Function;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

/** The two sets of houses on small files of their formats, against what Keras loads from them. */
class HousingTest {
    private static final Path BOSTON = KerasNumbers.file("boston_housing.npz");
    private static final Path CALIFORNIA = KerasNumbers.file("california_housing.npz");

    @Test
    void bostonIsSplitAsInKeras() {
        requireSame("boston_housing.json", 13, options -> BostonHousing.load(o -> set(o.path(BOSTON), options)));
        assertThat(BostonHousing.load(o -> o.path(BOSTON)))
                .hasToString(
                        "Split(xTrain=(45, 13) float64, yTrain=(45) float64, xTest=(12, 13) float64, yTest=(12) float64)");
    }

    @Test
    void californiaIsSplitAsInKeras() {
        requireSame(
                "california_housing.json",
                8,
                options -> CaliforniaHousing.load(o -> {
                    set(o.path(CALIFORNIA), options);
                    if (options.has("version")) {
                        o.version(options.get("version").getAsString());
                    }
                }));
    }

    private static void set(HousingOptions<?> to, JsonObject options) {
        if (options.has("test_split")) {
            to.testSplit(options.get("test_split").getAsDouble());
            to.seed(options.get("seed").getAsLong());
        }
    }

    /** In the files a feature is ten times the target and its column. */
    private static void requireSame(String expected, int features, Function<JsonObject, Split> loader) {
        for (JsonElement element : KerasNumbers.json(expected).getAsJsonArray()) {
            JsonObject keras = element.getAsJsonObject();
            Split split = loader.apply(keras.getAsJsonObject("options"));

            requireSame(split.train(), features, KerasNumbers.ints(keras.get("y_train")));
            requireSame(split.test(), features, KerasNumbers.ints(keras.get("y_test")));
        }
    }

    private static void requireSame(Samples samples, int features, int... targets) {
        Array x = samples.x();
        assertThat(samples.y().toDoubleArray())
                .containsExactly(
                        java.util.Arrays.stream(targets).asDoubleStream().toArray());
        assertThat(x.shape().get(1)).isEqualTo(features);
        for (int row = 0; row < targets.length; row++) {
            assertThat(x.getDouble(row, features - 1)).isEqualTo(10 * targets[row] + features - 1);
        }
    }

    @Test
    void refusesAnotherFile() {
        assertThatThrownBy(() -> BostonHousing.load(o -> o.path(CALIFORNIA)))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s does not hold what it should.
                          expected: x (n, 13) and y (n)
                          received: x (640, 8) and y (640)
                          fix:      give the file that Keras publishes, or one of its form""".formatted(CALIFORNIA));
    }

    @Test
    void namesTheVersions() {
        assertThatThrownBy(() -> CaliforniaHousing.load(o -> o.version("tiny")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        CaliforniaHousing cannot be made.
                          expected: version one of small, large
                          received: "tiny"
                          fix:      choose one of them""");
    }
}
