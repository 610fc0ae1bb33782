package jeras.zoo.export;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jeras.Input;
import jeras.Model;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * A model for images with all that is done to an image before it: DJL gives it pixels from 0 to 255 of a picture of any size, and
 * it makes of them what it was trained with.
 *
 * @param model takes {@code (batch, height, width)} or {@code (batch, height, width, channels)}, gives probabilities
 * @param maxPixel the value of a fully lit pixel
 * @param darkBackground whether a picture that is bright at its border is inverted
 * @param antialias whether all pixels of a larger picture count
 */
public record ServedImages(Model model, double maxPixel, boolean darkBackground, boolean antialias) {
    private static final String FACTORY = "ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory";

    /** Writes the folder. */
    public void write(Path into, List<String> classNames) throws IOException {
        Shape input = model.inputLayers().get(0).batchShape();
        boolean isGrey = input.dimension() == 3 || input.get(3) == 1;
        // The model itself brings a picture to its size: as in training, which DJL's own resizing is not.
        Map<String, ?> arguments = new java.util.TreeMap<>(
                Map.of("flag", isGrey ? "GRAYSCALE" : "COLOR", "resize", "false", "toTensor", "false"));
        ServingFolder.write(into, whole(), FACTORY, arguments);
        Files.write(into.resolve("synset.txt"), classNames);
    }

    /** From pixels {@code (batch, any height, any width, channels)} of 0 to 255. */
    public Model whole() {
        Shape input = model.inputLayers().get(0).batchShape();
        int height = (int) input.get(1);
        int width = (int) input.get(2);
        int channels = input.dimension() == 3 ? 1 : (int) input.get(3);
        Tensor picture = Input.of(-1, -1, channels).name("picture");
        Tensor pixels = Ops.resize(picture, height, width, o -> o.antialias(antialias)); // (batch, h, w, channels)
        pixels = darkBackground ? inverted(pixels, height, width) : pixels;
        pixels = maxPixel == 255 ? pixels : pixels.multiply(maxPixel / 255);
        if (input.dimension() == 3) {
            pixels = Ops.reshape(pixels, -1, height, width);
        }
        return Model.of(picture, model.apply(pixels));
    }

    /** Bright on dark, as what the model knows. */
    private static Tensor inverted(Tensor pixels, int height, int width) {
        Tensor inner = pixels.get(":, 1:" + (height - 1) + ", 1:" + (width - 1));
        double atBorder = pixels.shape().get(3) * (2.0 * height + 2.0 * width - 4);
        Tensor border = Ops.sum(pixels, true, 1, 2, 3)
                .subtract(Ops.sum(inner, true, 1, 2, 3))
                .divide(atBorder); // (batch, 1, 1, 1)
        return Ops.where(Ops.greater(border, 127.5), Ops.subtract(255, pixels), pixels);
    }
}
