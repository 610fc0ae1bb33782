package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;

/**
 * NASNet, whose cells were found by search, for devices with few resources, 224 x 224 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) NASNetMobile.preprocessInput} first.
 *
 * <pre>{@code Model base = NASNetMobile.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1707.07012">Learning Transferable Architectures for Scalable Image Recognition</a>
 * @see <a href="https://keras.io/api/applications/nasnet/">keras.applications.NASNetMobile</a>
 */
public final class NASNetMobile extends TfImages {
    private static final NASNet ARCHITECTURE = new NASNet(
            "Mobile",
            224,
            1056,
            4,
            32,
            false,
            NASNet.weights("mobile", "", "020fb642bf7360b370c678b08e0adf61"),
            NASNet.weights("mobile", "-no-top", "1ed92395b5b598bdda52abe5c0dbfd63"));

    private NASNetMobile() {}

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
