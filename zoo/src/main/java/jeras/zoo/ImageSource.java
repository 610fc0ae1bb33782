package jeras.zoo;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Consumer;
import jeras.Array;
import jeras.History;
import jeras.Metrics;
import jeras.Model;
import jeras.training.FitOptions;

/** Labelled images: some to train on, some to choose the best epoch by, some to test with. */
interface ImageSource {
    /** What it is called. */
    String name();

    /** How many images there are, and of what. */
    String description();

    List<String> classNames();

    /** One image: {@code (height, width)} where all are grey, else {@code (height, width, channels)}. */
    long[] imageShape();

    /** The value of a fully lit pixel. */
    double maxPixel();

    /** Whether images are bright on dark, see {@link ImageFile.Target}. */
    boolean hasDarkBackground();

    /** Whether all pixels of a larger image count when it is made smaller; if not, it is resized as Keras resizes a folder. */
    boolean isAntialiased();

    /** Whether an image is still one of its class when left and right change places: not that of a digit. */
    boolean mayBeMirrored();

    /** Images to train on. */
    long trainCount();

    /** Trains a model; batches and validation are set here, all else by the caller. */
    History fit(Model model, int batchSize, Consumer<FitOptions> options);

    /** How good the model is on the images to test with. */
    Metrics evaluate(Model model);

    /** What the model says about the images to test with, {@code (n, classes)}. */
    Array predict(Model model);

    /** The right classes of the images to test with, {@code (n)}. */
    Array testLabels();

    /** Some of the images to test with. */
    List<BufferedImage> testImages(List<Integer> indices);

    /** What to call one of the images to test with. */
    String testName(int index);
}
