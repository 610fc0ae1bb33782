package jeras.applications;

/**
 * What an architecture may be told that has no arguments of its own:
 *
 * <pre>{@code
 * Model base = ResNet50.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"));
 * }</pre>
 *
 * @see <a href="https://keras.io/api/applications/">keras.applications</a>
 */
public final class ApplicationOptions extends ImageOptions<ApplicationOptions> {
    ApplicationOptions() {}

    @Override
    ApplicationOptions self() {
        return this;
    }
}
