package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import jeras.JerasException;
import jeras.Model;
import org.junit.jupiter.api.Test;
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

    @Test
    void theWeightsOfASavedModelAreTaken() throws IOException {
        Model trained = MOBILE_NET.model();
        Path file = folder.resolve("trained.keras");
        trained.save(file);

        assertThat(MOBILE_NET.model(file).getWeights()).isEqualTo(trained.getWeights());
    }

    @Test
    void weightsOfAnotherWidthAreRefused() throws IOException {
        Path file = folder.resolve("narrow.weights.h5");
        MOBILE_NET.model().saveWeights(file);

        assertThatThrownBy(() -> MobileNet.of(a -> a.weights(file)
                        .alpha(0.25)
                        .inputShape(32, 32, 1)
                        .classes(4)
                        .classifierActivation("linear")))
                .isInstanceOf(JerasException.class)
                .hasMessageContaining("conv1");
    }
}
