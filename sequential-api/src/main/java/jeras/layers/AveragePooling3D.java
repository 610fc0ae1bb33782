package jeras.layers;

import jeras.ops.Ops;

/**
 * The mean of each window over three axes; padding does not count.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, channels)}, output
 *       {@code (batch, newDepth, newHeight, newWidth, channels)}; with {@code channels_first} the channels stand
 *       behind the batch
 * </ul>
 *
 * <pre>{@code AveragePooling3D.of(3).strides(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/average_pooling3d/">keras.layers.AveragePooling3D</a>
 */
public final class AveragePooling3D extends Pooling<AveragePooling3D> {
    AveragePooling3D(Config config) {
        super(3, Ops::averagePool, config, AveragePooling3D::new);
    }

    /** The length of the window is one number, or 3. */
    public static AveragePooling3D of(int... poolSize) {
        return new AveragePooling3D(Config.of("AveragePooling3D", 3, poolSize));
    }

    /** How far the window moves: one number, or 3. Default: the size of the window. */
    public AveragePooling3D strides(int... strides) {
        return with("strides", Tuple.of("AveragePooling3D", "strides", 3, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public AveragePooling3D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public AveragePooling3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }
}
