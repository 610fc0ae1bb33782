package jeras.layers;

import jeras.ops.Ops;

/**
 * The greatest element of each window over one axis.
 *
 * <ul>
 *   <li>input {@code (batch, steps, channels)}, output {@code (batch, newSteps, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code MaxPooling1D.of(3).strides(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/max_pooling1d/">keras.layers.MaxPooling1D</a>
 */
public final class MaxPooling1D extends Pooling<MaxPooling1D> {
    MaxPooling1D(Config config) {
        super(1, Ops::maxPool, config, MaxPooling1D::new);
    }

    /** Windows of 2. */
    public static MaxPooling1D of() {
        return of(2);
    }

    /** Windows of this length. */
    public static MaxPooling1D of(int poolSize) {
        return new MaxPooling1D(Config.of("MaxPooling1D", 1, poolSize));
    }

    /** How far the window moves: one number. Default: the size of the window. */
    public MaxPooling1D strides(int strides) {
        return with("strides", Tuple.of("MaxPooling1D", "strides", 1, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public MaxPooling1D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public MaxPooling1D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }
}
