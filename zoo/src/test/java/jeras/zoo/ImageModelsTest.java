package jeras.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import jeras.Array;
import jeras.Keras;
import jeras.Model;
import jeras.applications.Application;
import jeras.applications.Applications;
import jeras.datasets.ImageDataset;
import jeras.ops.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageModelsTest {
    private static final ImageSource DIGITS =
            ArrayImages.load(ImageDataset.of("digits"), Optional.empty(), Optional.of(20), 0.1);

    /**
     * By hand: 19 convolutions of 3 x 3 (1 to 16, six of 16 to 16; 16 to 32, five of 32 to 32; 32 to 64, five of 64 to 64), two
     * projections, gamma and beta of as many normalizations as filters, and 64 to 10 with a bias.
     */
    @Test
    void resNet20HasAsManyWeightsAsItsPaperSays() {
        Model model = ImageModels.own("resnet20", DIGITS, false).model();
        long convolutions = 9 * (16 + 6 * 16 * 16 + 16 * 32 + 5 * 32 * 32 + 32 * 64 + 5 * 64 * 64);
        long projections = 16 * 32 + 32 * 64;
        long normalizations = 2 * (7 * 16 + 6 * 32 + 6 * 64);

        assertThat(model.trainableWeights().stream()
                        .mapToLong(ImageModelsTest::size)
                        .sum())
                .isEqualTo(convolutions + projections + normalizations + 64 * 10 + 10);
    }

    private static long size(Variable weight) {
        return weight.shape().size();
    }

    /** The layer of size 1 in the model, and what the architecture itself says of the same pixels. */
    @ParameterizedTest
    @ValueSource(strings = {"vgg16", "mobilenetv2", "resnet50", "mobilenetv3small"})
    void theSavedModelPreparesPixelsAsTheArchitectureDoes(String name) {
        Application application = Applications.of(name);
        Keras.setRandomSeed(1);
        Array pixels = Array.of(new float[] {0, 128, 255, 17, 90, 203}, 1, 1, 2, 3);
        jeras.Input input = jeras.Input.of(1, 2, 3);
        Model prepared = Model.of(input, TransferModel.preprocessed(input, application));

        assertThat(prepared.predict(pixels)
                        .subtract(application.preprocessInput(pixels))
                        .abs()
                        .max()
                        .item())
                .isLessThan(1e-4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MobileNetV2", "mobilenet_v2", "mobilenetv2"})
    void architecturesAreFoundHoweverTheirWordsAreSetApart(String name) {
        assertThat(ImageModels.application(name).orElseThrow().name()).isEqualTo("mobilenetv2");
    }
}
