package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * VGG with 19 layers that have weights: 3 x 3 convolutions one after the other, 224 x 224 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) VGG19.preprocessInput} first.
 *
 * <pre>{@code Model base = VGG19.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1409.1556">Very Deep Convolutional Networks for Large-Scale Image Recognition</a>
 * @see <a href="https://keras.io/api/applications/vgg/">keras.applications.VGG19</a>
 */
public final class VGG19 extends CaffeImages {
    private static final int[] CONVOLUTIONS = {2, 2, 4, 4, 4};
    private static final PublishedWeights TOP = VGG.weights("vgg19", "", "cbe5617147190e668d6c5d5026f83318");
    private static final PublishedWeights NO_TOP = VGG.weights("vgg19", "_notop", "253f8cb515780f3b799900260a226db6");

    private VGG19() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return VGG.build(19, told, CONVOLUTIONS, TOP, NO_TOP);
    }
}
