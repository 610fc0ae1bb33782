package jeras.layers;

import jeras.ops.Ops;

/**
 * The greatest element over all places of an image, channel by channel.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output {@code (batch, channels)}; with {@code keepdims}
 *       {@code (batch, 1, 1, channels)}
 * </ul>
 *
 * <pre>{@code GlobalMaxPooling2D.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/global_max_pooling2d/">keras.layers.GlobalMaxPooling2D</a>
 */
public final class GlobalMaxPooling2D extends GlobalPooling<GlobalMaxPooling2D> {
    GlobalMaxPooling2D(Config config) {
        super(2, Ops::max, config, GlobalMaxPooling2D::new);
    }

    public static GlobalMaxPooling2D of() {
        return new GlobalMaxPooling2D(Config.preset());
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public GlobalMaxPooling2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Whether the pooled axes stay, with length 1. Default: false. */
    public GlobalMaxPooling2D keepdims(boolean keepdims) {
        return with("keepdims", keepdims);
    }
}
