package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * EfficientNet, 1.4 times as wide and 1.8 times as deep as {@link EfficientNetB0}, 380 x 380 pixels by default.
 *
 * <p>It scales pixels from 0 to 255 by itself: {@link #preprocessInput(jeras.Array) preprocessInput} returns what it is given.
 *
 * <pre>{@code Model base = EfficientNetB4.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1905.11946">EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks</a>
 * @see <a href="https://keras.io/api/applications/efficientnet/">keras.applications.EfficientNetB4</a>
 */
public final class EfficientNetB4 extends RawImages {
    private EfficientNetB4() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return EfficientNet.build("B4", told, 380, 1.4, 1.8, 0.4);
    }
}
