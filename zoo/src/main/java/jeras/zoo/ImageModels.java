package jeras.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.applications.Application;
import jeras.applications.Applications;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Flatten;
import jeras.layers.Layer;
import jeras.layers.MaxPooling2D;
import jeras.layers.RandomFlip;
import jeras.layers.RandomRotation;
import jeras.layers.RandomTranslation;
import jeras.layers.Rescaling;
import jeras.layers.Reshape;
import jeras.utils.Suggestions;

/**
 * The classifiers of images to choose from. Each takes pixels as they are in the files, so that whoever loads it later need not
 * know how they were scaled.
 */
final class ImageModels {
    private static final List<String> OWN = List.of("cnn", "mlp", "resnet20");

    private ImageModels() {}

    /**
     * A classifier that is not compiled yet.
     *
     * @param model takes images as the source has them, gives a probability for each class
     * @param base the part of it that was trained before, if any, frozen
     */
    record Classifier(Model model, Optional<Model> base) {}

    /** The architecture of keras.applications with this name, however its words are set apart; none for our own models. */
    static Optional<Application> application(String name) {
        if (OWN.contains(name)) {
            return Optional.empty();
        }
        String plain = plain(name);
        return Optional.of(Applications.names().stream()
                .filter(known -> plain(known).equals(plain))
                .findFirst()
                .map(Applications::of)
                .orElseThrow(() -> {
                    TreeSet<String> all = new TreeSet<>(OWN);
                    all.addAll(Applications.names());
                    return new InvalidArgumentException(Suggestions.unknown("image model", name, all));
                }));
    }

    private static String plain(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }

    /** One of our own models, with fresh weights. */
    static Classifier own(String name, ImageSource images, boolean augment) {
        Input input = Input.of(images.imageShape());
        Layer output = Dense.of(images.classNames().size()).activation("softmax");
        List<Layer> layers = pixels(images);
        if (augment) {
            layers.addAll(augmentation(images));
        }
        if (name.equals("resnet20")) {
            return new Classifier(ResNet20.of(input, layers, output), Optional.empty());
        }
        if (name.equals("mlp")) {
            layers.addAll(List.of(
                    Flatten.of(),
                    Dense.of(512).activation("relu"),
                    Dropout.of(0.2),
                    Dense.of(512).activation("relu"),
                    Dropout.of(0.2)));
        } else {
            layers.addAll(convolutions(images.imageShape()));
            layers.addAll(List.of(Flatten.of(), Dense.of(128).activation("relu"), Dropout.of(0.5)));
        }
        layers.add(output);
        return new Classifier(Sequential.of(input, layers.toArray(Layer[]::new)), Optional.empty());
    }

    /** Halves the images until about 7 pixels a side are left, with more filters each time. */
    private static List<Layer> convolutions(long[] shape) {
        long side = Math.min(shape[0], shape[1]);
        long blocks = Math.max(2, Math.round(Math.log(side / 7.0) / Math.log(2)));
        List<Layer> layers = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            layers.add(Conv2D.of(Math.min(128, 32 << block), 3).padding("same").activation("relu"));
            layers.add(MaxPooling2D.of(2));
        }
        return layers;
    }

    /** To the range from 0 to 1, with an axis for the colours. */
    private static List<Layer> pixels(ImageSource images) {
        long[] shape = images.imageShape();
        List<Layer> layers = new ArrayList<>();
        layers.add(Rescaling.of(1.0 / images.maxPixel()));
        if (shape.length == 2) {
            layers.add(Reshape.of((int) shape[0], (int) shape[1], 1));
        }
        return layers;
    }

    /** What changes images in training, and is not there later. */
    static List<Layer> augmentation(ImageSource images) {
        String fill = images.hasDarkBackground() ? "constant" : "reflect";
        List<Layer> layers = new ArrayList<>();
        if (images.mayBeMirrored()) {
            layers.add(RandomFlip.of("horizontal"));
        }
        layers.add(RandomRotation.of(0.03).fillMode(fill));
        layers.add(RandomTranslation.of(0.08, 0.08).fillMode(fill));
        return layers;
    }
}
