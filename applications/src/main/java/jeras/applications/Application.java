package jeras.applications;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import jeras.Array;
import jeras.Model;

/**
 * An architecture that was chosen by its name: {@code Applications.of("resnet50")}.
 *
 * <pre>{@code
 * Application app = Applications.of("mobilenetv2");
 * Model model = app.build(a -> a.weights("imagenet"));
 * app.decodePredictions(model.predict(app.preprocessInput(images)), 5);
 * }</pre>
 */
public final class Application {
    private final String name;
    private final int imageSize;
    private final UnaryOperator<Array> preprocessing;
    private final Function<ApplicationOptions, Model> maker;

    Application(
            String name, int imageSize, UnaryOperator<Array> preprocessing, Function<ApplicationOptions, Model> maker) {
        this.name = name;
        this.imageSize = imageSize;
        this.preprocessing = preprocessing;
        this.maker = maker;
    }

    /** The name that it was found by. */
    public String name() {
        return name;
    }

    /** The height and width of the images that it was made for. */
    public int imageSize() {
        return imageSize;
    }

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public Model build() {
        return build(a -> {});
    }

    /** The model as told; arguments that only this architecture has keep their defaults. */
    public Model build(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return maker.apply(told);
    }

    /**
     * Images as the architecture takes them.
     *
     * @param images pixels from 0 to 255, {@code (height, width, 3)} or a batch of them
     */
    public Array preprocessInput(Array images) {
        return preprocessing.apply(images);
    }

    /**
     * The classes of ImageNet that the model with its top has found, the best first. Their names are downloaded once, 35 kB.
     *
     * @param predictions {@code (images, 1000)}, what {@code predict} returns
     * @param top how many for each image
     */
    public List<List<Prediction>> decodePredictions(Array predictions, int top) {
        return ImageNetClasses.decodePredictions(predictions, top);
    }

    /** As {@link #decodePredictions(Array, int)}, with names from a file like Keras's {@code imagenet_class_index.json}. */
    public List<List<Prediction>> decodePredictions(Array predictions, int top, Path classIndex) {
        return ImageNetClasses.decodePredictions(predictions, top, classIndex);
    }

    @Override
    public String toString() {
        return "<Application name=" + name + ">";
    }
}
