package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jeras.Array;
import jeras.Input;
import jeras.Keras;
import jeras.Model;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreprocessingTest {
    /** What {@code src/test/python/preprocessing.py} has written. */
    static Stream<JsonObject> cases() throws IOException {
        return JsonParser.parseString(Files.readString(Path.of("src/test/resources/preprocessing.json")))
                .getAsJsonArray()
                .asList()
                .stream()
                .map(JsonElement::getAsJsonObject);
    }

    private static double[] numbers(JsonObject told, String name) {
        return told.getAsJsonArray(name).asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    private static Array images(JsonObject told) {
        long[] shape = told.getAsJsonArray("shape").asList().stream()
                .mapToLong(JsonElement::getAsLong)
                .toArray();
        return Array.of(numbers(told, "images"), shape);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void arraysBecomeWhatKerasMakesOfThem(JsonObject told) {
        Array images = images(told).cast(DataType.UINT8);

        Array result = ImagenetUtils.preprocessInput(
                images, told.get("mode").getAsString(), told.get("data_format").getAsString());

        assertThat(result.dataType()).isEqualTo(DataType.FLOAT32);
        assertThat(result.shape()).isEqualTo(images.shape());
        assertThat(result.toDoubleArray()).containsExactly(numbers(told, "array"), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tensorsBecomeWhatKerasMakesOfThem(JsonObject told) {
        Array images = images(told).cast(DataType.INT32);

        Array result = Keras.eval(
                x -> ImagenetUtils.preprocessInput(
                        x,
                        told.get("mode").getAsString(),
                        told.get("data_format").getAsString()),
                images);

        assertThat(result.toDoubleArray()).containsExactly(numbers(told, "tensor"), within(1e-5));
    }

    @Test
    void aModelThatPreprocessesIsSavedWithIt() throws IOException {
        Tensor images = Input.of(2, 2, 3).dtype("uint8");
        Model model = Model.of(images, VGG16.preprocessInput(images));
        Array black = Array.zeros(DataType.UINT8, 1, 2, 2, 3);
        Path file = Files.createTempFile("preprocessing", ".keras");
        model.save(file);

        assertThat(Model.load(file).predict(black).equals(model.predict(black))).isTrue();
        assertThat(model.predict(black).equals(VGG16.preprocessInput(black))).isTrue();
        Files.delete(file);
    }

    @Test
    void architecturesPreprocessAsTheyWereTrained() {
        Array white = Array.full(DataType.FLOAT32, 255, 1, 1, 3);

        assertThat(ResNet50.preprocessInput(white).toDoubleArray())
                .containsExactly(new double[] {151.061, 138.221, 131.32}, within(1e-4));
        assertThat(MobileNetV2.preprocessInput(white).toDoubleArray()).containsExactly(1, 1, 1);
        assertThat(MobileNetV3Small.preprocessInput(white)).isSameAs(white);
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatThrownBy(() -> VGG16.preprocessInput(Array.zeros(DataType.FLOAT32, 2, 8, 8, 1)))
                .hasMessage("""
                        The images cannot be preprocessed.
                          expected: 3 channels at axis 3
                          received: shape (2, 8, 8, 1)
                          fix:      give images of shape (height, width, 3), one or a batch of them""");
        assertThatThrownBy(() -> ImagenetUtils.preprocessInput(Array.zeros(DataType.FLOAT32, 8, 8, 3), "pytorch"))
                .hasMessage("""
                        The preprocessing cannot be made.
                          expected: mode one of caffe, tf, torch
                          received: "pytorch"
                          fix:      did you mean "torch"?""");
    }
}
