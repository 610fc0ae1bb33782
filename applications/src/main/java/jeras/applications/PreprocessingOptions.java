package jeras.applications;

/**
 * What an architecture may be told that can scale pixels by itself:
 *
 * <pre>{@code
 * Model base = ConvNeXtTiny.of(a -> a.includeTop(false).includePreprocessing(false));
 * }</pre>
 *
 * @see <a href="https://keras.io/api/applications/">keras.applications</a>
 */
public final class PreprocessingOptions extends ImageOptions<PreprocessingOptions> {
    boolean includePreprocessing = true;

    PreprocessingOptions() {}

    /**
     * Whether the first layers scale pixels from 0 to 255. Without them the model takes what they would make of the pixels.
     * Default: true.
     */
    public PreprocessingOptions includePreprocessing(boolean include) {
        includePreprocessing = include;
        return this;
    }

    @Override
    PreprocessingOptions self() {
        return this;
    }
}
