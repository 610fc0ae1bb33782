package jeras.applications;

import java.nio.file.Path;
import java.util.List;
import jeras.Array;

/** What all architectures can say of their predictions, as static methods that they inherit. */
abstract class ImageNetClasses {
    ImageNetClasses() {}

    /** As {@link #decodePredictions(Array, int)}, the five best of each image. */
    public static List<List<Prediction>> decodePredictions(Array predictions) {
        return decodePredictions(predictions, 5);
    }

    /**
     * The classes of ImageNet that a model with its top has found, the best first. Their names are downloaded once, 35 kB.
     *
     * @param predictions {@code (images, 1000)}, what {@code predict} returns
     * @param top how many for each image
     * @return a list for each image
     */
    public static List<List<Prediction>> decodePredictions(Array predictions, int top) {
        return ClassIndex.imagenet().decode(predictions, top);
    }

    /**
     * As {@link #decodePredictions(Array, int)}, with names from a file.
     *
     * @param predictions {@code (images, classes)}
     * @param classIndex a file like Keras's {@code imagenet_class_index.json}: {@code {"0": ["n01440764", "tench"], ...}}
     */
    public static List<List<Prediction>> decodePredictions(Array predictions, int top, Path classIndex) {
        return ClassIndex.read(classIndex).decode(predictions, top);
    }
}
