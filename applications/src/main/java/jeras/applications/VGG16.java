package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * VGG with 16 layers that have weights: 3 x 3 convolutions one after the other, 224 x 224 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) VGG16.preprocessInput} first.
 *
 * <pre>{@code Model base = VGG16.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1409.1556">Very Deep Convolutional Networks for Large-Scale Image Recognition</a>
 * @see <a href="https://keras.io/api/applications/vgg/">keras.applications.VGG16</a>
 */
public final class VGG16 extends CaffeImages {
    private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};
    private static final PublishedWeights TOP = VGG.weights("vgg16", "", "64373286793e3c8b2b4e3219cbf3544b");
    private static final PublishedWeights NO_TOP = VGG.weights("vgg16", "_notop", "6d6bbae143d832006294945121d1f1fc");

    private VGG16() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return VGG.build(16, told, CONVOLUTIONS, TOP, NO_TOP);
    }
}
