package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * ConvNeXt of 50 million weights, 224 x 224 pixels by default.
 *
 * <p>It scales pixels from 0 to 255 by itself: {@link #preprocessInput(jeras.Array) preprocessInput} returns what it is given.
 *
 * <pre>{@code Model base = ConvNeXtSmall.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/2201.03545">A ConvNet for the 2020s</a>
 * @see <a href="https://keras.io/api/applications/convnext/">keras.applications.ConvNeXtSmall</a>
 */
public final class ConvNeXtSmall extends RawImages {
    private ConvNeXtSmall() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<PreprocessingOptions> options) {
        PreprocessingOptions told = new PreprocessingOptions();
        options.accept(told);
        return ConvNeXt.build("Small", told, 27, 96);
    }
}
