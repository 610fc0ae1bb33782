package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Convolution over three axes, such as those of a volume: {@code y = activation(x * kernel + bias)}.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, in)}, output
 *       {@code (batch, newDepth, newHeight, newWidth, filters)}; with {@code channels_first} the channels stand behind
 *       the batch
 *   <li>kernel {@code (planes, rows, columns, in / groups, filters)}, bias {@code (filters)}
 * </ul>
 *
 * <pre>{@code Conv3D.of(16, 3).strides(1, 2, 2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/convolution3d/">keras.layers.Conv3D</a>
 */
public final class Conv3D extends Conv<Conv3D> {
    Conv3D(Config config) {
        super(3, config, Conv3D::new);
    }

    /** The length of the window is one number, or 3. */
    public static Conv3D of(int filters, int... kernelSize) {
        return new Conv3D(Config.of(filters, Tuple.of("Conv3D", "kernelSize", 3, kernelSize)));
    }

    /** How far the window moves: one number, or 3. Default: 1. */
    public Conv3D strides(int... strides) {
        return with("strides", Tuple.of("Conv3D", "strides", 3, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public Conv3D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public Conv3D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number, or 3. Default: 1. */
    public Conv3D dilationRate(int... dilationRate) {
        return with("dilationRate", Tuple.of("Conv3D", "dilationRate", 3, dilationRate));
    }

    /** Convolves so many parts of the channels each on its own. Default: 1. */
    public Conv3D groups(int groups) {
        return with("groups", groups);
    }

    /** Default: {@code linear}. */
    public Conv3D activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public Conv3D activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public Conv3D useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public Conv3D kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public Conv3D kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public Conv3D biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public Conv3D biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public Conv3D kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv3D kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public Conv3D biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv3D biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public Conv3D kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv3D kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public Conv3D biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv3D biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
