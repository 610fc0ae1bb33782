package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * Densely connected network of 169 layers, 224 x 224 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) DenseNet169.preprocessInput} first.
 *
 * <pre>{@code Model base = DenseNet169.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1608.06993">Densely Connected Convolutional Networks</a>
 * @see <a href="https://keras.io/api/applications/densenet/">keras.applications.DenseNet169</a>
 */
public final class DenseNet169 extends TorchImages {
    private DenseNet169() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return DenseNet.build(169, told, 6, 12, 32, 32);
    }
}
