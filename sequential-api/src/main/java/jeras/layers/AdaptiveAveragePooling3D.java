package jeras.layers;

import jeras.ops.Ops;

/**
 * The mean of each of a given number of windows over three axes, whose lengths follow from the input's.
 *
 * <p>Window i of m over an axis of length n reaches from {@code floor(i · n / m)} up to {@code ceil((i + 1) · n / m)}.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, channels)}, output {@code (batch, planes, rows, columns, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code AdaptiveAveragePooling3D.of(4, 3, 2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/adaptive_average_pooling3d/">keras.layers.AdaptiveAveragePooling3D</a>
 */
public final class AdaptiveAveragePooling3D extends AdaptivePooling<AdaptiveAveragePooling3D> {
    AdaptiveAveragePooling3D(Config config) {
        super(3, Ops::adaptiveAveragePool, config, AdaptiveAveragePooling3D::new);
    }

    /** The number of windows along each axis: one number, or 3. */
    public static AdaptiveAveragePooling3D of(int... outputSize) {
        return new AdaptiveAveragePooling3D(Config.of("AdaptiveAveragePooling3D", 3, outputSize));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public AdaptiveAveragePooling3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }
}
