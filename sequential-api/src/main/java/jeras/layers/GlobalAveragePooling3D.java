package jeras.layers;

import jeras.ops.Ops;

/**
 * The mean over all places of a volume, channel by channel.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, channels)}, output {@code (batch, channels)}; with {@code keepdims}
 *       {@code (batch, 1, 1, 1, channels)}
 * </ul>
 *
 * <pre>{@code GlobalAveragePooling3D.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/global_average_pooling3d/">keras.layers.GlobalAveragePooling3D</a>
 */
public final class GlobalAveragePooling3D extends GlobalPooling<GlobalAveragePooling3D> {
    GlobalAveragePooling3D(Config config) {
        super(3, Ops::mean, config, GlobalAveragePooling3D::new);
    }

    public static GlobalAveragePooling3D of() {
        return new GlobalAveragePooling3D(Config.preset());
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public GlobalAveragePooling3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Whether the pooled axes stay, with length 1. Default: false. */
    public GlobalAveragePooling3D keepdims(boolean keepdims) {
        return with("keepdims", keepdims);
    }
}
