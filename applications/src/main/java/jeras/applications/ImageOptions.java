package jeras.applications;

import java.nio.file.Path;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.activations.Activation;
import jeras.ops.Tensor;
import jeras.utils.Arguments;

/**
 * What all architectures may be told; Keras's arguments and defaults.
 *
 * @param <O> the options of one architecture
 */
abstract class ImageOptions<O extends ImageOptions<O>> {
    /** What messages call the thing that is made from the options. */
    static final String OWNER = "The model";

    boolean includeTop = true;
    Weights weights = Weights.IMAGENET;
    String pooling = "none";
    int classes = 1000;
    Activation classifierActivation = Activation.of("softmax");
    /** Null where nothing was told. */
    Tensor inputTensor;

    /** One image, -1 for any length; null where nothing was told. */
    long[] inputShape;

    /** Null where nothing was told. */
    String name;

    /** These options as the type that their methods return. */
    abstract O self();

    /** Whether the layers that classify stand on top. Default: true. */
    public O includeTop(boolean include) {
        includeTop = include;
        return self();
    }

    /**
     * {@code "imagenet"} for the weights that Keras publishes, downloaded once, {@code "none"} for random ones, or the name of a
     * {@code .weights.h5}, {@code .h5} or {@code .keras} file. Default: {@code imagenet}.
     *
     * @throws InvalidArgumentException if there is no such file
     */
    public O weights(String weights) {
        this.weights = Weights.of(weights);
        return self();
    }

    /** A {@code .weights.h5}, {@code .h5} or {@code .keras} file that holds the weights. */
    public O weights(Path file) {
        weights = Weights.of(file);
        return self();
    }

    /**
     * What the images are, in the place of an input of the model's own. Where it has been made from other inputs, these become
     * those of the model.
     */
    public O inputTensor(Tensor images) {
        inputTensor = images;
        return self();
    }

    /**
     * The shape of one image, channels included, -1 for a height or width of any length: {@code inputShape(160, 160, 3)}. Default:
     * the architecture's own size with the top, any size without.
     */
    public O inputShape(long... shape) {
        if (shape.length != 3) {
            throw new InvalidArgumentException(JerasException.message(
                    OWNER + " cannot be made.",
                    "inputShape of three lengths",
                    shape.length + " lengths",
                    "give height, width and channels, -1 for any height and width"));
        }
        inputShape = shape.clone();
        return self();
    }

    /**
     * What follows the last layer where there is no top: {@code "avg"} or {@code "max"} over height and width, or {@code "none"}.
     * Default: {@code none}.
     */
    public O pooling(String pooling) {
        Arguments.oneOf(OWNER, "pooling", pooling, "none", "avg", "max");
        this.pooling = pooling;
        return self();
    }

    /** How many classes the top tells apart. Default: 1000, those of ImageNet. */
    public O classes(int classes) {
        Arguments.positive(OWNER, "classes", classes);
        this.classes = classes;
        return self();
    }

    /** The activation of the top by Keras's id; {@code "linear"} for logits. Default: {@code softmax}. */
    public O classifierActivation(String id) {
        return classifierActivation(Activation.of(id));
    }

    /** The activation of the top. Default: {@code softmax}. */
    public O classifierActivation(Activation activation) {
        classifierActivation = activation;
        return self();
    }

    /** The name of the model. Default: Keras's name for the architecture. */
    public O name(String name) {
        this.name = name;
        return self();
    }

    /** Takes what other options say of what all architectures know. */
    O sameAs(ImageOptions<?> other) {
        includeTop = other.includeTop;
        weights = other.weights;
        pooling = other.pooling;
        classes = other.classes;
        classifierActivation = other.classifierActivation;
        inputTensor = other.inputTensor;
        inputShape = other.inputShape;
        name = other.name;
        return self();
    }
}
