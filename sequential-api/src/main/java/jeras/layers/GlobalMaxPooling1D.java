package jeras.layers;

import jeras.ops.Ops;

/**
 * The greatest element over all steps, channel by channel.
 *
 * <ul>
 *   <li>input {@code (batch, steps, channels)}, output {@code (batch, channels)}; with {@code keepdims}
 *       {@code (batch, 1, channels)}
 * </ul>
 *
 * <pre>{@code GlobalMaxPooling1D.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/global_max_pooling1d/">keras.layers.GlobalMaxPooling1D</a>
 */
public final class GlobalMaxPooling1D extends GlobalPooling<GlobalMaxPooling1D> {
    GlobalMaxPooling1D(Config config) {
        super(1, Ops::max, config, GlobalMaxPooling1D::new);
    }

    public static GlobalMaxPooling1D of() {
        return new GlobalMaxPooling1D(Config.preset());
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public GlobalMaxPooling1D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** Whether the pooled axes stay, with length 1. Default: false. */
    public GlobalMaxPooling1D keepdims(boolean keepdims) {
        return with("keepdims", keepdims);
    }
}
