package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * Residual network of 152 layers, 224 x 224 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) ResNet152.preprocessInput} first.
 *
 * <pre>{@code Model base = ResNet152.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning for Image Recognition</a>
 * @see <a href="https://keras.io/api/applications/resnet/">keras.applications.ResNet152</a>
 */
public final class ResNet152 extends CaffeImages {
    private ResNet152() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return ResNet.first("ResNet152", told, 3, 8, 36, 3);
    }
}
