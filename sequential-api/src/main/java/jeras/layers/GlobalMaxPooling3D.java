package jeras.layers;

import jeras.ops.Ops;

/**
 * The greatest element over all places of a volume, channel by channel.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, channels)}, output {@code (batch, channels)}; with {@code keepdims}
 *       {@code (batch, 1, 1, 1, channels)}
 * </ul>
 *
 * <pre>{@code GlobalMaxPooling3D.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/global_max_pooling3d/">keras.layers.GlobalMaxPooling3D</a>
 */
public final class GlobalMaxPooling3D extends GlobalPooling<GlobalMaxPooling3D> {
    GlobalMaxPooling3D(Config config) {
        super(3, Ops::max, config, GlobalMaxPooling3D::new);
    }

    public static GlobalMaxPooling3D of() {
        return new GlobalMaxPooling3D(Config.preset());
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public GlobalMaxPooling3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Whether the pooled axes stay, with length 1. Default: false. */
    public GlobalMaxPooling3D keepdims(boolean keepdims) {
        return with("keepdims", keepdims);
    }
}
