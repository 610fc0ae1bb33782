package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * EfficientNet, 1.1 times as wide and 1.2 times as deep as {@link EfficientNetB0}, 260 x 260 pixels by default.
 *
 * <p>It scales pixels from 0 to 255 by itself: {@link #preprocessInput(jeras.Array) preprocessInput} returns what it is given.
 *
 * <pre>{@code Model base = EfficientNetB2.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1905.11946">EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks</a>
 * @see <a href="https://keras.io/api/applications/efficientnet/">keras.applications.EfficientNetB2</a>
 */
public final class EfficientNetB2 extends RawImages {
    private EfficientNetB2() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return EfficientNet.build("B2", told, 260, 1.1, 1.2, 0.3);
    }
}
