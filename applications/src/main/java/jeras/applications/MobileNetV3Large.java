package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * MobileNetV3 for devices with more resources, of images of any size, made for 224 x 224 pixels.
 *
 * <p>It scales pixels from 0 to 255 by itself: {@link #preprocessInput(jeras.Array) preprocessInput} returns what it is given.
 *
 * <pre>{@code Model base = MobileNetV3Large.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1905.02244">Searching for MobileNetV3</a>
 * @see <a href="https://keras.io/api/applications/mobilenet/">keras.applications.MobileNetV3Large</a>
 */
public final class MobileNetV3Large extends RawImages {
    private static final MobileNetV3 ARCHITECTURE = new MobileNetV3(
            "Large",
            1280,
            new InvertedResidual(1, 16, 3, 1, false, false),
            new InvertedResidual(4, 24, 3, 2, false, false),
            new InvertedResidual(3, 24, 3, 1, false, false),
            new InvertedResidual(3, 40, 5, 2, true, false),
            new InvertedResidual(3, 40, 5, 1, true, false),
            new InvertedResidual(3, 40, 5, 1, true, false),
            new InvertedResidual(6, 80, 3, 2, false, true),
            new InvertedResidual(2.5, 80, 3, 1, false, true),
            new InvertedResidual(2.3, 80, 3, 1, false, true),
            new InvertedResidual(2.3, 80, 3, 1, false, true),
            new InvertedResidual(6, 112, 3, 1, true, true),
            new InvertedResidual(6, 112, 3, 1, true, true),
            new InvertedResidual(6, 160, 5, 2, true, true),
            new InvertedResidual(6, 160, 5, 1, true, true),
            new InvertedResidual(6, 160, 5, 1, true, true));

    private MobileNetV3Large() {}

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
