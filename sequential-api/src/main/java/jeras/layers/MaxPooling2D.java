package jeras.layers;

import jeras.ops.Ops;

/**
 * The greatest element of each window over the two axes of an image.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output {@code (batch, newHeight, newWidth, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code MaxPooling2D.of(3).strides(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/max_pooling2d/">keras.layers.MaxPooling2D</a>
 */
public final class MaxPooling2D extends Pooling<MaxPooling2D> {
    MaxPooling2D(Config config) {
        super(2, Ops::maxPool, config, MaxPooling2D::new);
    }

    /** Windows of 2. */
    public static MaxPooling2D of() {
        return of(2);
    }

    /** The length of the window is one number, or 2. */
    public static MaxPooling2D of(int... poolSize) {
        return new MaxPooling2D(Config.of("MaxPooling2D", 2, poolSize));
    }

    /** How far the window moves: one number, or 2. Default: the size of the window. */
    public MaxPooling2D strides(int... strides) {
        return with("strides", Tuple.of("MaxPooling2D", "strides", 2, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public MaxPooling2D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public MaxPooling2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }
}
