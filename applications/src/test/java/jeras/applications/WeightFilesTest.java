package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import jeras.Model;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files of weights that {@code src/test/python/weight_files.py} has written. */
class WeightFilesTest {
    private static final WeightCase MOBILE_NET = new WeightCase(Path.of("src/test/resources/weights/MobileNet"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"keras.weights.h5", "keras.h5"})
    void theWeightsOfAFileOfKerasGiveItsPredictions(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(MOBILE_NET.file(name + ".gz")))) {
            Files.copy(packed, file);
        }

        Model model = MOBILE_NET.model(file);

        double[] expected = MOBILE_NET.outputs("keras");
        assertThat(WeightCase.difference(model.predict(MOBILE_NET.inputs()), expected))
                .isLessThan(1e-4);
    }
}
