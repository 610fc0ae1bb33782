package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * EfficientNetV2, 1.1 times as deep as {@link EfficientNetV2B0}, 240 x 240 pixels by default.
 *
 * <p>It scales pixels from 0 to 255 by itself: {@link #preprocessInput(jeras.Array) preprocessInput} returns what it is given.
 *
 * <pre>{@code Model base = EfficientNetV2B1.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/2104.00298">EfficientNetV2: Smaller Models and Faster Training</a>
 * @see <a href="https://keras.io/api/applications/efficientnet_v2/">keras.applications.EfficientNetV2B1</a>
 */
public final class EfficientNetV2B1 extends RawImages {
    private EfficientNetV2B1() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<PreprocessingOptions> options) {
        PreprocessingOptions told = new PreprocessingOptions();
        options.accept(told);
        return EfficientNetV2.scaled("B1", told, 240, 1, 1.1);
    }
}
