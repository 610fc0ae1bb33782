package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Iris and BreastCancer, against the copies of the UCI repository. */
class EmbeddedTablesTest {

    @Test
    void irisHasThirtyFlowersToTestWith() {
        assertThat(Iris.load())
                .hasToString(
                        "Split(xTrain=(120, 4) float64, yTrain=(120) int32, xTest=(30, 4) float64, yTest=(30) int32)");
    }

    @Test
    void irisIsThatOfUci() {
        Path file = SharedData.folder("iris").resolve("iris.csv");
        CsvTable uci = CsvReader.read(file);

        assertThat(Iris.loadAll().x()).isEqualTo(uci.numbersExcept("species"));
        assertThat(Iris.loadAll().y())
                .isEqualTo(uci.categories("species", Iris.CLASS_NAMES.toArray(String[]::new))
                        .codes());
        assertThat(Iris.FEATURE_NAMES).hasSize(4);
    }

    @Test
    void breastCancerHas113TumoursToTestWith() {
        assertThat(BreastCancer.load())
                .hasToString("Split(xTrain=(456, 30) float64, yTrain=(456) int32, "
                        + "xTest=(113, 30) float64, yTest=(113) int32)");
    }

    @Test
    void breastCancerIsThatOfUci() {
        Path file = SharedData.folder("breast-cancer-wisconsin").resolve("breastcancer.csv");
        CsvTable uci = CsvReader.read(file);

        assertThat(BreastCancer.loadAll().x()).isEqualTo(uci.numbersExcept("id", "diagnosis"));
        assertThat(BreastCancer.loadAll().y())
                .isEqualTo(uci.categories("diagnosis", "M", "B").codes());
        assertThat(BreastCancer.FEATURE_NAMES)
                .hasSize(30)
                .startsWith("mean radius")
                .endsWith("worst fractal dimension");
    }
}
