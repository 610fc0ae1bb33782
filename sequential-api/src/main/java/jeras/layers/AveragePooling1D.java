package jeras.layers;

import jeras.ops.Ops;

/**
 * The mean of each window over one axis; padding does not count.
 *
 * <ul>
 *   <li>input {@code (batch, steps, channels)}, output {@code (batch, newSteps, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code AveragePooling1D.of(3).strides(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/average_pooling1d/">keras.layers.AveragePooling1D</a>
 */
public final class AveragePooling1D extends Pooling<AveragePooling1D> {
    AveragePooling1D(Config config) {
        super(1, Ops::averagePool, config, AveragePooling1D::new);
    }

    /** The length of the window is the pool size. */
    public static AveragePooling1D of(int poolSize) {
        return new AveragePooling1D(Config.of("AveragePooling1D", 1, poolSize));
    }

    /** How far the window moves: one number. Default: the size of the window. */
    public AveragePooling1D strides(int strides) {
        return with("strides", Tuple.of("AveragePooling1D", "strides", 1, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public AveragePooling1D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public AveragePooling1D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }
}
