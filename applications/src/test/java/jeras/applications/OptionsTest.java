package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.layers.Conv2D;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What an architecture can be told, and what it refuses. */
class OptionsTest {
    private static AbstractThrowableAssert<?, ?> refusal(Consumer<ApplicationOptions> options) {
        return assertThatThrownBy(() -> ResNet50.of(options)).isInstanceOf(InvalidArgumentException.class);
    }

    private static String shape(Model model) {
        return Shapes.text(model.output().shape());
    }

    @Test
    void aTensorOfTheUsersIsTheInput() {
        Input image = Input.of(200, 200, 4).name("photo");
        Tensor colours = Conv2D.of(3, 2).strides(2).apply(image);

        Model model = ResNet50.of(a -> a.weights("none").includeTop(false).inputTensor(colours));

        assertThat(model.inputNames()).containsExactly("photo");
        assertThat(model.layers()).hasSize(176);
        assertThat(shape(model)).isEqualTo("(?, 4, 4, 2048)");
    }

    @Test
    void channelsMayStandFirst() {
        Keras.setImageDataFormat("channels_first");
        try {
            Model model =
                    MobileNetV2.of(a -> a.weights("none").includeTop(false).inputShape(3, 64, 33));
            assertThat(shape(model)).isEqualTo("(?, 1280, 2, 2)");
            assertThat(model.countParams()).isEqualTo(2_257_984);
            Model small =
                    MobileNetV3Small.of(a -> a.weights("none").includeTop(false).pooling("max"));
            assertThat(shape(small)).isEqualTo("(?, 576)");
        } finally {
            Keras.setImageDataFormat("channels_last");
        }
    }

    @Test
    void aModelHasTheNameThatItIsGiven() {
        assertThat(ResNet50.of(a -> a.weights("none").name("mine")).name()).isEqualTo("mine");
        assertThat(MobileNet.of(a -> a.weights("none").includeTop(false)).name())
                .isEqualTo("mobilenet_1.00_None");
    }

    @Test
    void theActivationOfTheTopIsChosen() {
        Model model = ResNet50.of(a -> a.weights("none").classes(2).classifierActivation("sigmoid"));

        assertThat(model.toJson()).contains("\"activation\":\"sigmoid\"").doesNotContain("softmax");
    }

    @Test
    void weightsThatAreNotThereAreRefused() {
        refusal(a -> a.weights("imagnet")).hasMessage("""
                        There are no such weights.
                          expected: "imagenet" (published by Keras), "none" (random), or a file that is there
                          received: imagnet
                          fix:      choose one of the words, or correct the name of the file""");
        refusal(a -> a.weights(Path.of("missing.weights.h5"))).hasMessageContaining("received: missing.weights.h5");
    }

    @Test
    void publishedWeightsHaveTheirOwnClassesShapeAndActivation() {
        refusal(a -> a.classes(10)).hasMessage("""
                        ResNet50 cannot be made.
                          expected: classes(1000), those of the published weights
                          received: classes(10)
                          fix:      leave it out, or put a Dense of your own on includeTop(false)""");
        refusal(a -> a.inputShape(160, 160, 3)).hasMessage("""
                        ResNet50 cannot be made.
                          expected: inputShape(224, 224, 3), that of the published weights with their top
                          received: inputShape(160, 160, 3)
                          fix:      leave it out, or take includeTop(false) for images of another size""");
        refusal(a -> a.includeTop(false).inputShape(160, 160, 1)).hasMessage("""
                        ResNet50 cannot be made.
                          expected: inputShape with 3 channels, those of the published weights
                          received: inputShape(160, 160, 1)
                          fix:      give 3 channels, or weights("none")""");
        refusal(a -> a.classifierActivation("sigmoid")).hasMessage("""
                        ResNet50 cannot be made.
                          expected: classifierActivation softmax or linear for weights that are trained
                          received: sigmoid
                          fix:      leave it out, or take weights("none")""");
    }

    @Test
    void publishedWeightsHaveTheirOwnWidth() {
        assertThatThrownBy(() -> MobileNet.of(a -> a.alpha(0.3))).hasMessage("""
                        MobileNet cannot be made.
                          expected: alpha one of 0.25, 0.5, 0.75, 1.0, those of the published weights
                          received: alpha(0.3)
                          fix:      choose one of them, or take weights("none")""");
        assertThatThrownBy(() -> MobileNet.of(a -> a.depthMultiplier(2)))
                .hasMessageContaining("expected: depthMultiplier(1), that of the published weights");
        assertThatThrownBy(() -> MobileNetV2.of(a -> a.alpha(0.25)))
                .hasMessageContaining("expected: alpha one of 0.35, 0.5, 0.75, 1.0, 1.3, 1.4, those of");
        assertThatThrownBy(() -> MobileNetV3Large.of(a -> a.alpha(0.75).minimalistic(true)))
                .hasMessageContaining("received: alpha(0.75).minimalistic(true)");
    }

    @Test
    void imagesThatTheLayersCannotTakeAreRefused() {
        refusal(a -> a.weights("none").inputShape(31, 64, 3).includeTop(false)).hasMessage("""
                        ResNet50 cannot be made.
                          expected: inputShape of at least 32 x 32
                          received: inputShape(31, 64, 3)
                          fix:      take larger images""");
        refusal(a -> a.weights("none").inputShape(-1, 64, 3)).hasMessage("""
                        ResNet50 cannot be made.
                          expected: inputShape with a known height and width
                          received: inputShape(-1, 64, 3)
                          fix:      give them, or take includeTop(false), which images of any size suit""");
        refusal(a -> a.inputShape(64, 64)).hasMessage("""
                        The model cannot be made.
                          expected: inputShape of three lengths
                          received: 2 lengths
                          fix:      give height, width and channels, -1 for any height and width""");
        assertThatThrownBy(() -> MobileNetV2.of(
                        a -> a.weights("none").inputTensor(Input.of(64, 96, 3)).inputShape(64, 64, 3)))
                .hasMessage("""
                        MobileNetV2 cannot be made.
                          expected: the height and width of inputTensor, (64, 96, 3)
                          received: inputShape(64, 64, 3)
                          fix:      leave out one of the two""");
    }

    @Test
    void optionsAreCheckedWhenTheyAreTold() {
        refusal(a -> a.pooling("average")).hasMessage("""
                        The model cannot be made.
                          expected: pooling one of none, avg, max
                          received: "average"
                          fix:      choose one of them""");
        refusal(a -> a.classes(0)).hasMessageContaining("expected: classes, a finite number above 0");
    }
}
