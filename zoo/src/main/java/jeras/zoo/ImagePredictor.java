package jeras.zoo;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.zoo.recipe.Predictor;
import jeras.zoo.recipe.Ranking;
import jeras.zoo.recipe.RecipeFolder;

/**
 * Classifies image files of any size with a saved model: they are brought to the size, the colours and the range of pixels
 * that the model was trained with.
 */
final class ImagePredictor implements Predictor {
    private final Model model;
    private final List<String> classNames;
    private final ImageFile.Target target;

    private ImagePredictor(Model model, List<String> classNames, ImageFile.Target target) {
        this.model = model;
        this.classNames = classNames;
        this.target = target;
    }

    static ImagePredictor of(RecipeFolder folder) {
        Model model = folder.model();
        Shape input = model.inputLayers().get(0).batchShape(); // (batch, height, width[, channels])
        long channels = input.dimension() == 4 ? input.get(3) : 1;
        if (input.dimension() < 3 || input.get(1) < 1 || input.get(2) < 1 || (channels != 1 && channels != 3)) {
            throw new FileFormatException(JerasException.message(
                    "The model in " + folder.path() + " takes no images.",
                    "an input of shape (batch, height, width), (batch, height, width, 1) or (batch, height, width, 3)",
                    input.toString(),
                    "restore the folder as the recipe wrote it"));
        }
        return new ImagePredictor(
                model,
                folder.classNames(),
                new ImageFile.Target(
                        (int) input.get(1),
                        (int) input.get(2),
                        (int) channels,
                        folder.number("maxPixel"),
                        folder.flag("darkBackground"),
                        folder.flag("antialias")));
    }

    /** The model, which takes images. */
    Model model() {
        return model;
    }

    @Override
    public List<Ranking> predict(List<String> files) {
        List<Array> images = new ArrayList<>();
        for (String file : files) {
            images.add(ImageFile.read(Path.of(file), target));
        }
        return rank(images, files);
    }

    private List<Ranking> rank(List<Array> images, List<String> names) {
        Array batch = Array.stack(images); // (n, height, width[, channels])
        Shape input = model.inputLayers().get(0).batchShape();
        Array shaped = input.dimension() == 3 ? batch.reshape(images.size(), target.height(), target.width()) : batch;
        Array probabilities = model.predict(shaped); // (n, classes)
        List<Ranking> answers = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            answers.add(Ranking.of(names.get(i), probabilities.get(i).toDoubleArray(), classNames));
        }
        return answers;
    }

    @Override
    public List<Ranking> answer(List<JsonElement> instances) {
        List<Array> images = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (JsonElement instance : instances) {
            names.add("image " + images.size());
            images.add(image(instance, images.size()));
        }
        return rank(images, names);
    }

    private Array image(JsonElement instance, int index) {
        if (instance.isJsonArray()) {
            return new PixelList(target, index).read(instance.getAsJsonArray());
        }
        JsonElement text = instance.isJsonObject() ? instance.getAsJsonObject().get("b64") : instance;
        if (text == null
                || !text.isJsonPrimitive()
                || !text.getAsJsonPrimitive().isString()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Instance " + index + " cannot be answered.",
                    instances(),
                    Predictor.kindOf(instance),
                    "send {\"instances\": [{\"b64\": \"...\"}]}"));
        }
        try {
            return ImageFile.read(Base64.getDecoder().decode(text.getAsString()), target);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException(
                    JerasException.message(
                            "Instance " + index + " cannot be answered.",
                            instances(),
                            "a text that is not in base64",
                            "encode the bytes of the file by base64"),
                    e);
        }
    }

    @Override
    public String instances() {
        return "the bytes of an image file in base64, or {\"b64\": base64}, or the pixels from 0 to "
                + target.maxPixel() + " as lists of shape " + target.shape();
    }

    @Override
    public boolean takesImages() {
        return true;
    }
}
