package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * Residual network of 101 layers, normalized before each convolution, 224 x 224 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) ResNet101V2.preprocessInput} first.
 *
 * <pre>{@code Model base = ResNet101V2.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1603.05027">Identity Mappings in Deep Residual Networks</a>
 * @see <a href="https://keras.io/api/applications/resnet/">keras.applications.ResNet101V2</a>
 */
public final class ResNet101V2 extends TfImages {
    private ResNet101V2() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return ResNet.second("ResNet101V2", told, 3, 4, 23, 3);
    }
}
