package jeras.serving;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ShapeMismatchException;

/**
 * Classifies pictures of any size with DJL's {@code Predictor}: they are brought to the size and the colours of the model's
 * input, {@code (batch, height, width)} or {@code (batch, height, width, 1 or 3)}, as Keras resizes images, bilinearly.
 *
 * <pre>{@code
 * Model model = Model.load("photos/model.keras");
 * try (ai.djl.Model served = model.toDjl();
 *         Predictor<Image, Classifications> predictor =
 *                 served.newPredictor(ImageTranslator.of(model, List.of("cat", "dog")))) {
 *     Classifications answer = predictor.predict(ImageFactory.getInstance().fromFile(Path.of("photo.png")));
 * }
 * }</pre>
 *
 * <p>A picture much larger than the input loses detail between the pixels that count; make it smaller first.
 */
public final class ImageTranslator implements Translator<Image, Classifications> {
    private final Shape input;
    private final ClassScores scores;
    private final double maxPixel;

    private ImageTranslator(Shape input, ClassScores scores, double maxPixel) {
        this.input = input;
        this.scores = scores;
        this.maxPixel = maxPixel;
    }

    /**
     * A translator for a model whose output is the probabilities of classes.
     *
     * @param classNames in the order of the outputs; two for a model with one output, the probability of the second
     * @throws ShapeMismatchException if the model takes no pictures of one size, or has another number of classes
     */
    public static ImageTranslator of(Model model, List<String> classNames) {
        ClassScores scores = ClassScores.of(classNames);
        scores.check(model);
        Shape input = model.inputShapes().get(0);
        long channels = input.dimension() == 4 ? input.get(3) : 1;
        boolean isImage = input.dimension() >= 3
                && input.dimension() <= 4
                && input.get(1) > 0
                && input.get(2) > 0
                && (channels == 1 || channels == 3);
        if (!isImage || model.inputShapes().size() != 1) {
            throw new ShapeMismatchException(JerasException.message(
                    "The model takes no pictures.",
                    "one input of shape (batch, height, width), (batch, height, width, 1) or (batch, height, width, 3)",
                    model.inputShapes().toString(),
                    "write a Translator of your own for it"));
        }
        return new ImageTranslator(input, scores, 255);
    }

    /** The value of a fully lit pixel in what the model was trained with. Default: 255. */
    public ImageTranslator maxPixel(double maxPixel) {
        if (!(maxPixel > 0) || Double.isInfinite(maxPixel)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option maxPixel cannot be set.",
                    "a number above 0, such as 1 or 255",
                    Double.toString(maxPixel),
                    "give the highest value of a pixel in the training data"));
        }
        return new ImageTranslator(input, scores, maxPixel);
    }

    /** Whether the model's outputs are logits, to be made probabilities. Default: false. */
    public ImageTranslator fromLogits(boolean fromLogits) {
        return new ImageTranslator(input, scores.withLogits(fromLogits), maxPixel);
    }

    /** The most classes that an answer holds. Default: 5. */
    public ImageTranslator topK(int classes) {
        return new ImageTranslator(input, scores.withTopK(classes), maxPixel);
    }

    @Override
    public Batchifier getBatchifier() {
        return Batchifier.STACK;
    }

    @Override
    public NDList processInput(TranslatorContext context, Image image) {
        boolean isGrey = input.dimension() == 3 || input.get(3) == 1;
        Image.Flag flag = isGrey ? Image.Flag.GRAYSCALE : Image.Flag.COLOR;
        int channels = isGrey ? 1 : 3;
        try (NDArray picture = image.toNDArray(context.getNDManager(), flag)) { // uint8 (height, width, channels)
            int height = (int) picture.getShape().get(0);
            int width = (int) picture.getShape().get(1);
            float[] pixels = Bilinear.resize(
                    picture.toUint8Array(), height, width, channels, (int) input.get(1), (int) input.get(2));
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) (pixels[i] / 255 * maxPixel);
            }
            return new NDList(context.getNDManager().create(pixels, input.slice(1)));
        }
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        return scores.read(outputs, 1).get(0);
    }
}
