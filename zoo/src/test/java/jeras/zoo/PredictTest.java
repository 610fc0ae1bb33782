package jeras.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import jeras.Array;
import jeras.Input;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.layers.Flatten;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.Layer;
import jeras.zoo.recipe.OutputFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images are given to models whose answers are known: they tell red from green, or bright from dark. */
class PredictTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void writeColourModel() {
        Dense dense = Dense.of(2).activation("softmax");
        Sequential colours = Sequential.of(Input.of(4, 4, 3), GlobalAveragePooling2D.of(), dense);
        dense.setWeights(List.of(Array.of(new float[] {0.1f, 0, 0, 0.1f, 0, 0}, 3, 2), Array.of(new float[2], 2)));
        model = save("colours", colours, 255, false, List.of("red", "green"));
    }

    private Path save(String name, Sequential network, int maxPixel, boolean darkBackground, List<String> classes) {
        Path path = folder.resolve(name);
        JsonObject settings = new JsonObject();
        settings.addProperty("maxPixel", maxPixel);
        settings.addProperty("darkBackground", darkBackground);
        settings.addProperty("antialias", true);
        OutputFolder.claim(path).write(ImageClassification.KIND, settings, inside -> {
            network.save(inside.resolve("model.keras"));
            Files.write(inside.resolve("classes.txt"), classes);
        });
        return path;
    }

    private Path image(String name, int width, int height, Color background, Color dot) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(background);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(dot);
        graphics.fillRect(width / 4, height / 4, width / 2, height / 2);
        graphics.dispose();
        Path file = folder.resolve(name);
        ImageIO.write(image, name.substring(name.indexOf('.') + 1), file.toFile());
        return file;
    }

    @Test
    void imagesOfAnySizeAndFormatAreAnswered() throws IOException {
        Path red = image("large.png", 300, 200, Color.RED, Color.RED);
        Path green = image("small.gif", 2, 3, Color.GREEN, Color.GREEN);
        Path jpeg = image("photo.jpg", 40, 40, Color.GREEN, Color.GREEN);

        Transcript run = Transcript.of("predict", model.toString(), red.toString(), green.toString(), jpeg.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                        %s: red 100.0 %%, green 0.0 %%
                        %s: green 100.0 %%, red 0.0 %%
                        %s: green 100.0 %%, red 0.0 %%
                        """.formatted(red, green, jpeg));
    }

    @Test
    void namesMayComeFromStandardInputAndAnswersAsJson() throws IOException {
        Path red = image("red.png", 8, 8, Color.RED, Color.RED);

        Transcript run =
                Transcript.withInput(red + "\r\n\n" + red, "predict", "--json", "--top", "1", model.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .hasSize(2)
                .allMatch(
                        line -> line.equals(
                                "{\"input\":\"" + red
                                        + "\",\"label\":\"red\",\"probability\":1.0,\"top\":[{\"label\":\"red\",\"probability\":1.0}]}"));
    }

    @Test
    void whatCannotBeAnsweredDoesNotKeepTheOthersFromBeingAnswered() throws IOException {
        Path red = image("red.png", 8, 8, Color.RED, Color.RED);
        Path broken = Files.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
        Path cut = Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(Files.readAllBytes(red), 50));

        Transcript run = Transcript.of(
                "predict", model.toString(), broken.toString(), red.toString(), cut.toString(), folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo(red + ": red 100.0 %, green 0.0 %\n");
        assertThat(run.err()).startsWith("""
                        The image %s cannot be read.
                          expected: a JPEG, PNG, GIF, BMP or TIFF file of up to 100 million pixels
                          received: a file of another kind
                          fix:      copy it again, convert it to PNG, or leave it out
                        The image %s cannot be read.
                        """.formatted(broken, cut)).endsWith("""
                        There is no image %s.
                          expected: the name of an image file
                          received: a folder
                          fix:      correct the name
                        """.formatted(folder));
    }

    @Test
    void aPhotoThatEndsEarlyIsNotAnsweredFromHalfOfIt() throws IOException {
        byte[] bytes = Files.readAllBytes(image("photo.jpg", 200, 200, Color.RED, Color.GREEN));
        Path cut = Files.write(folder.resolve("cut.jpg"), java.util.Arrays.copyOf(bytes, bytes.length * 4 / 5));

        Transcript run = Transcript.of("predict", model.toString(), cut.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                        The image %s cannot be read.
                          expected: a JPEG, PNG, GIF, BMP or TIFF file of up to 100 million pixels
                          received: a file that is cut off
                          fix:      copy it again, convert it to PNG, or leave it out
                        """.formatted(cut));
    }

    @Test
    void inkOnPaperIsInvertedForAModelOfBrightStrokesOnDark() throws IOException {
        Dense dense = Dense.of(2).activation("softmax");
        Layer flatten = Flatten.of();
        Sequential middle = Sequential.of(Input.of(4, 4), flatten, dense);
        float[] kernel = new float[32]; // (16, 2): the four pixels in the middle speak for the first class
        for (int pixel : new int[] {5, 6, 9, 10}) {
            kernel[2 * pixel] = 1;
        }
        dense.setWeights(List.of(Array.of(kernel, 16, 2), Array.of(new float[] {-20, 0}, 2)));
        Path strokes = save("strokes", middle, 16, true, List.of("bright middle", "dark middle"));
        Path ink = image("ink.png", 64, 64, Color.WHITE, Color.BLACK);
        Path light = image("light.png", 64, 64, Color.BLACK, Color.WHITE);

        Transcript run = Transcript.of("predict", "--top", "1", strokes.toString(), ink.toString(), light.toString());

        assertThat(run.out()).isEqualTo("""
                        %s: bright middle 100.0 %%
                        %s: bright middle 100.0 %%
                        """.formatted(ink, light));
    }

    @Test
    void aFolderOfSomethingElseIsRefused() {
        Transcript run = Transcript.of("predict", folder.toString(), "x.png");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                        %s is not the folder of a recipe.
                          expected: a folder with a recipe.json
                          received: a folder without one
                          fix:      name the folder that a recipe has written, see its --output
                        """.formatted(folder));
    }

    @Test
    void aFolderOfAnUnknownRecipeIsRefused() throws IOException {
        Path description = model.resolve("recipe.json");
        Files.writeString(
                description, Files.readString(description).replace(ImageClassification.KIND, "image-clasification"));

        Transcript run = Transcript.of("predict", model.toString(), "x.png");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("Unknown recipe \"image-clasification\".");
    }

    @Test
    void namesThatAreNotAsManyAsTheModelHasClassesAreRefused() throws IOException {
        Path red = image("red.png", 8, 8, Color.RED, Color.RED);
        Files.writeString(model.resolve("classes.txt"), "red\n");

        Transcript run = Transcript.of("predict", model.toString(), red.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("""
                        The names in classes.txt do not belong to this model.
                          expected: 2 names, one for each class of the model
                          received: 1 names
                          fix:      restore the folder as the recipe wrote it
                        """);
    }

    @Test
    void aLineWithoutAnEndIsRefused() {
        Transcript run = Transcript.withInput("x".repeat((1 << 20) + 1), "predict", model.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("A line of standard input is too long.");
    }

    @Test
    void zeroGuessesAreRefused() {
        assertThat(Transcript.of("predict", "--top", "0", model.toString(), "x").err())
                .isEqualTo("""
                        The option --top cannot be set.
                          expected: at least 1
                          received: 0
                          fix:      give a number of guesses
                        """);
    }
}
