package jeras.layers;

import jeras.ops.Ops;

/**
 * The mean over all places of an image, channel by channel.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output {@code (batch, channels)}; with {@code keepdims}
 *       {@code (batch, 1, 1, channels)}
 * </ul>
 *
 * <pre>{@code GlobalAveragePooling2D.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/global_average_pooling2d/">keras.layers.GlobalAveragePooling2D</a>
 */
public final class GlobalAveragePooling2D extends GlobalPooling<GlobalAveragePooling2D> {
    GlobalAveragePooling2D(Config config) {
        super(2, Ops::mean, config, GlobalAveragePooling2D::new);
    }

    public static GlobalAveragePooling2D of() {
        return new GlobalAveragePooling2D(Config.preset());
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public GlobalAveragePooling2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Whether the pooled axes stay, with length 1. Default: false. */
    public GlobalAveragePooling2D keepdims(boolean keepdims) {
        return with("keepdims", keepdims);
    }
}
