package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * NASNet, whose cells were found by search, in its large size, 331 x 331 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) NASNetLarge.preprocessInput} first.
 *
 * <pre>{@code Model base = NASNetLarge.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1707.07012">Learning Transferable Architectures for Scalable Image Recognition</a>
 * @see <a href="https://keras.io/api/applications/nasnet/">keras.applications.NASNetLarge</a>
 */
public final class NASNetLarge extends TfImages {
    private static final NASNet ARCHITECTURE = new NASNet(
            "Large",
            331,
            4032,
            6,
            96,
            true,
            NASNet.weights("large", "", "11577c9a518f0070763c2b964a382f17"),
            NASNet.weights("large", "-no-top", "d81d89dc07e6e56530c4e77faddd61b5"));

    private NASNetLarge() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return ARCHITECTURE.build(told);
    }
}
