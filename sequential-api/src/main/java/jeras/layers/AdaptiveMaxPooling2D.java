package jeras.layers;

import jeras.ops.Ops;

/**
 * The greatest element of each of a given number of windows over the two axes of an image, whose lengths follow from the input's.
 *
 * <p>Window i of m over an axis of length n reaches from {@code floor(i · n / m)} up to {@code ceil((i + 1) · n / m)}.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output {@code (batch, rows, columns, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code AdaptiveMaxPooling2D.of(4, 3)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/adaptive_max_pooling2d/">keras.layers.AdaptiveMaxPooling2D</a>
 */
public final class AdaptiveMaxPooling2D extends AdaptivePooling<AdaptiveMaxPooling2D> {
    AdaptiveMaxPooling2D(Config config) {
        super(2, Ops::adaptiveMaxPool, config, AdaptiveMaxPooling2D::new);
    }

    /** The number of windows along each axis: one number, or 2. */
    public static AdaptiveMaxPooling2D of(int... outputSize) {
        return new AdaptiveMaxPooling2D(Config.of("AdaptiveMaxPooling2D", 2, outputSize));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public AdaptiveMaxPooling2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }
}
