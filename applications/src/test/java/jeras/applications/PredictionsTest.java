package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.FileFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsTest {
    @TempDir
    private Path folder;

    private Path index;

    @BeforeEach
    void writeAnIndexOfThreeClasses() throws IOException {
        index = file("{\"0\": [\"n0\", \"tench\"], \"1\": [\"n1\", \"goldfish\"], \"2\": [\"n2\", \"white_shark\"]}");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("index.json"), text);
    }

    @Test
    void theBestClassesOfEachImageComeFirst() {
        Array predictions = Array.of(new double[] {0.125, 0.5, 0.375, 0.75, 0, 0.25}, 2, 3);

        assertThat(VGG16.decodePredictions(predictions, 2, index))
                .containsExactly(
                        List.of(new Prediction("n1", "goldfish", 0.5), new Prediction("n2", "white_shark", 0.375)),
                        List.of(new Prediction("n0", "tench", 0.75), new Prediction("n2", "white_shark", 0.25)));
        assertThat(VGG16.decodePredictions(predictions, 9, index).get(0)).hasSize(3);
    }

    @Test
    void predictionsOfOtherShapesAreRefused() {
        assertThatThrownBy(() -> VGG16.decodePredictions(Array.of(new double[] {1, 0}, 1, 2), 5, index))
                .hasMessage("""
                        The predictions cannot be decoded.
                          expected: a batch of predictions, (samples, 3)
                          received: (1, 2)
                          fix:      give what predict returns of a model with the top of these classes""");
        assertThatThrownBy(() -> VGG16.decodePredictions(Array.of(new double[] {1, 0, 0}, 1, 3), 0, index))
                .hasMessage("""
                        The predictions cannot be decoded.
                          expected: top of at least 1
                          received: 0
                          fix:      ask for 5""");
    }

    @Test
    void filesThatSaySomethingElseAreRefused() throws IOException {
        Array predictions = Array.of(new double[] {1, 0, 0}, 1, 3);
        for (String text :
                List.of("", "[]", "{}", "{\"1\": [\"a\", \"b\"]}", "{\"0\": [\"a\"]}", "{\"0\": [1, 2]}", "{")) {
            Path file = file(text);

            assertThatThrownBy(() -> VGG16.decodePredictions(predictions, 5, file))
                    .as(text)
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageStartingWith("The names of the classes cannot be read from " + file + ".\n");
        }
        assertThatThrownBy(() -> VGG16.decodePredictions(predictions, 5, folder.resolve("none.json")))
                .isInstanceOf(FileFormatException.class);
    }
}
