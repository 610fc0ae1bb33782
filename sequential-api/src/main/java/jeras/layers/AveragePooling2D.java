package jeras.layers;

import jeras.ops.Ops;

/**
 * The mean of each window over the two axes of an image; padding does not count.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, channels)}, output {@code (batch, newHeight, newWidth, channels)}; with
 *       {@code channels_first} the channels stand behind the batch
 * </ul>
 *
 * <pre>{@code AveragePooling2D.of(3).strides(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/average_pooling2d/">keras.layers.AveragePooling2D</a>
 */
public final class AveragePooling2D extends Pooling<AveragePooling2D> {
    AveragePooling2D(Config config) {
        super(2, Ops::averagePool, config, AveragePooling2D::new);
    }

    /** The length of the window is one number, or 2. */
    public static AveragePooling2D of(int... poolSize) {
        return new AveragePooling2D(Config.of("AveragePooling2D", 2, poolSize));
    }

    /** How far the window moves: one number, or 2. Default: the size of the window. */
    public AveragePooling2D strides(int... strides) {
        return with("strides", Tuple.of("AveragePooling2D", "strides", 2, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public AveragePooling2D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public AveragePooling2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }
}
