package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * The small EfficientNetV2 that was found for speed of training, 384 x 384 pixels by default.
 *
 * <p>It scales pixels from 0 to 255 by itself: {@link #preprocessInput(jeras.Array) preprocessInput} returns what it is given.
 *
 * <pre>{@code Model base = EfficientNetV2S.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/2104.00298">EfficientNetV2: Smaller Models and Faster Training</a>
 * @see <a href="https://keras.io/api/applications/efficientnet_v2/">keras.applications.EfficientNetV2S</a>
 */
public final class EfficientNetV2S extends RawImages {
    private EfficientNetV2S() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<PreprocessingOptions> options) {
        PreprocessingOptions told = new PreprocessingOptions();
        options.accept(told);
        return EfficientNetV2.small(told);
    }
}
