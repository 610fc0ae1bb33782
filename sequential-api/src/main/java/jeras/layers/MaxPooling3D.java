package jeras.layers;

import jeras.ops.Ops;

/**
 * The greatest element of each window over three axes.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, channels)}, output
 *       {@code (batch, newDepth, newHeight, newWidth, channels)}; with {@code channels_first} the channels stand
 *       behind the batch
 * </ul>
 *
 * <pre>{@code MaxPooling3D.of(3).strides(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/max_pooling3d/">keras.layers.MaxPooling3D</a>
 */
public final class MaxPooling3D extends Pooling<MaxPooling3D> {
    MaxPooling3D(Config config) {
        super(3, Ops::maxPool, config, MaxPooling3D::new);
    }

    /** Windows of 2. */
    public static MaxPooling3D of() {
        return of(2);
    }

    /** The length of the window is one number, or 3. */
    public static MaxPooling3D of(int... poolSize) {
        return new MaxPooling3D(Config.of("MaxPooling3D", 3, poolSize));
    }

    /** How far the window moves: one number, or 3. Default: the size of the window. */
    public MaxPooling3D strides(int... strides) {
        return with("strides", Tuple.of("MaxPooling3D", "strides", 3, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public MaxPooling3D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public MaxPooling3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }
}
