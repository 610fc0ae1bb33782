package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * MobileNetV3 for devices with few resources, of images of any size, made for 224 x 224 pixels.
 *
 * <p>It scales pixels from 0 to 255 by itself: {@link #preprocessInput(jeras.Array) preprocessInput} returns what it is given.
 *
 * <pre>{@code Model base = MobileNetV3Small.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1905.02244">Searching for MobileNetV3</a>
 * @see <a href="https://keras.io/api/applications/mobilenet/">keras.applications.MobileNetV3Small</a>
 */
public final class MobileNetV3Small extends RawImages {
    private static final MobileNetV3 ARCHITECTURE = new MobileNetV3(
            "Small",
            1024,
            new InvertedResidual(1, 16, 3, 2, true, false),
            new InvertedResidual(72 / 16.0, 24, 3, 2, false, false),
            new InvertedResidual(88 / 24.0, 24, 3, 1, false, false),
            new InvertedResidual(4, 40, 5, 2, true, true),
            new InvertedResidual(6, 40, 5, 1, true, true),
            new InvertedResidual(6, 40, 5, 1, true, true),
            new InvertedResidual(3, 48, 5, 1, true, true),
            new InvertedResidual(3, 48, 5, 1, true, true),
            new InvertedResidual(6, 96, 5, 2, true, true),
            new InvertedResidual(6, 96, 5, 1, true, true),
            new InvertedResidual(6, 96, 5, 1, true, true));

    private MobileNetV3Small() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<MobileNetV3Options> options) {
        MobileNetV3Options told = new MobileNetV3Options();
        options.accept(told);
        return ARCHITECTURE.build(told);
    }
}
