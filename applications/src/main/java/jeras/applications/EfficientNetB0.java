package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * The smallest EfficientNet, 224 x 224 pixels by default.
 *
 * <p>It scales pixels from 0 to 255 by itself: {@link #preprocessInput(jeras.Array) preprocessInput} returns what it is given.
 *
 * <pre>{@code Model base = EfficientNetB0.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1905.11946">EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks</a>
 * @see <a href="https://keras.io/api/applications/efficientnet/">keras.applications.EfficientNetB0</a>
 */
public final class EfficientNetB0 extends RawImages {
    private EfficientNetB0() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return EfficientNet.build("B0", told, 224, 1, 1, 0.2);
    }
}
