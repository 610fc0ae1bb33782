package jeras.layers;

import jeras.ops.Ops;

/**
 * The mean of each of a given number of windows over one axis, whose lengths follow from the input's.
 *
 * <p>Window i of m over an axis of length n reaches from {@code floor(i · n / m)} up to {@code ceil((i + 1) · n / m)}.
 *
 * <ul>
 *   <li>input {@code (batch, steps, channels)}, output {@code (batch, outputSize, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code AdaptiveAveragePooling1D.of(4)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/adaptive_average_pooling1d/">keras.layers.AdaptiveAveragePooling1D</a>
 */
public final class AdaptiveAveragePooling1D extends AdaptivePooling<AdaptiveAveragePooling1D> {
    AdaptiveAveragePooling1D(Config config) {
        super(1, Ops::adaptiveAveragePool, config, AdaptiveAveragePooling1D::new);
    }

    /** The number of windows, which is the new length of the axis. */
    public static AdaptiveAveragePooling1D of(int outputSize) {
        return new AdaptiveAveragePooling1D(Config.of("AdaptiveAveragePooling1D", 1, outputSize));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public AdaptiveAveragePooling1D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }
}
