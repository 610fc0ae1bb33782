package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jeras.Array;
import jeras.KerasNumbers;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Image functions against what Keras and PIL make of the same images. */
class ImageNumbersTest {
    @TempDir
    Path folder;

    private static Stream<DynamicTest> each(String prefix, Consumer<JsonObject> test) {
        return KerasNumbers.cases("data.json").stream()
                .filter(c -> c.get("name").getAsString().startsWith(prefix))
                .map(c -> DynamicTest.dynamicTest(c.get("name").getAsString(), () -> test.accept(c)));
    }

    private static void close(Array found, JsonObject expected, double tolerance) {
        assertThat(found.shape()).isEqualTo(KerasNumbers.shape(expected));
        double[] numbers = KerasNumbers.numbers(expected.get("values"));
        double[] values = found.toDoubleArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).as("value " + i).isCloseTo(numbers[i], Offset.offset(tolerance));
        }
    }

    private static Array array(JsonObject array) {
        return Array.of(
                        KerasNumbers.numbers(array.get("values")),
                        KerasNumbers.shape(array).getShape())
                .cast("float32");
    }

    private Path file(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            try (InputStream in = ImageNumbersTest.class.getResourceAsStream("/jeras/data/" + name)) {
                Files.copy(in, file);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return file;
    }

    @TestFactory
    Stream<DynamicTest> loadedImagesArePilsToTheLastBit() {
        return each("load ", c -> {
            BufferedImage image =
                    Utils.loadImg(file(c.get("file").getAsString()), o -> told(o, c.getAsJsonObject("options")));
            close(Utils.imgToArray(image), c.getAsJsonObject("output"), 0);
        });
    }

    private static void told(LoadImg o, JsonObject options) {
        for (Map.Entry<String, JsonElement> option : options.entrySet()) {
            switch (option.getKey()) {
                case "target_size" ->
                    o.targetSize(
                            option.getValue().getAsJsonArray().get(0).getAsInt(),
                            option.getValue().getAsJsonArray().get(1).getAsInt());
                case "interpolation" -> o.interpolation(option.getValue().getAsString());
                case "color_mode" -> o.colorMode(option.getValue().getAsString());
                case "keep_aspect_ratio" -> o.keepAspectRatio(option.getValue().getAsBoolean());
                default -> throw new IllegalArgumentException(option.getKey());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> arraysBecomeKerasImages() {
        return each("to ", c -> {
            Array input = array(c.getAsJsonObject("input"));
            // Numbers on the edge between two levels may fall to either.
            close(Utils.imgToArray(Utils.arrayToImg(input)), c.getAsJsonObject("output"), 1);
        });
    }

    @TestFactory
    Stream<DynamicTest> smartResizingIsKeras() {
        return each("smart resize ", c -> {
            Array input = array(c.getAsJsonObject("input"));
            Array images = c.has("dtype") ? input.cast(c.get("dtype").getAsString()) : input;
            Array resized = Utils.smartResize(
                    images,
                    5 - (c.has("dtype") ? 1 : 0),
                    4 - (c.has("dtype") ? 1 : 0),
                    o -> o.interpolation(c.get("method").getAsString()));
            close(resized, c.getAsJsonObject("output"), 2e-3);
        });
    }

    @Test
    void savedImagesAreReadBack() {
        Array image = Utils.imgToArray(Utils.loadImg(file("patch.png")));
        for (String name : new String[] {"a.png", "b.bmp"}) {
            Path saved = folder.resolve(name);
            Utils.saveImg(saved, image, o -> o.scale(false));
            assertThat(Utils.imgToArray(Utils.loadImg(saved))).isEqualTo(image);
        }
        Array alpha = Utils.imgToArray(Utils.loadImg(file("alpha.png"), o -> o.colorMode("rgba")));
        Path saved = folder.resolve("c.png");
        Utils.saveImg(saved, alpha, o -> o.scale(false));
        assertThat(Utils.imgToArray(Utils.loadImg(saved, o -> o.colorMode("rgba"))))
                .isEqualTo(alpha);
        Path jpeg = folder.resolve("d.jpg");
        Utils.saveImg(jpeg, alpha, o -> o.scale(false));
        assertThat(Utils.imgToArray(Utils.loadImg(jpeg)).shape().getShape()).containsExactly(9, 7, 3);
    }

    @Test
    void sixteenBitsAreCutToTheHigherEight() {
        Array sixteen = Utils.imgToArray(Utils.loadImg(file("sixteen.png"), o -> o.colorMode("grayscale")));
        Array eight = Utils.imgToArray(Utils.loadImg(file("gray.png"), o -> o.colorMode("grayscale")));
        assertThat(sixteen).isEqualTo(eight);
    }
}
