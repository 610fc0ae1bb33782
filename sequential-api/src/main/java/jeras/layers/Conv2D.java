package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Convolution over the two axes of an image: {@code y = activation(x * kernel + bias)}.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, in)}, output {@code (batch, newHeight, newWidth, filters)}; with
 *       {@code channels_first} the channels stand behind the batch
 *   <li>kernel {@code (rows, columns, in / groups, filters)}, bias {@code (filters)}
 * </ul>
 *
 * <pre>{@code Conv2D.of(32, 3).padding("same").activation("relu")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/convolution2d/">keras.layers.Conv2D</a>
 */
public final class Conv2D extends Conv<Conv2D> {
    Conv2D(Config config) {
        super(2, config, Conv2D::new);
    }

    /** The length of the window is one number, or 2. */
    public static Conv2D of(int filters, int... kernelSize) {
        return new Conv2D(Config.of(filters, Tuple.of("Conv2D", "kernelSize", 2, kernelSize)));
    }

    /** How far the window moves: one number, or 2. Default: 1. */
    public Conv2D strides(int... strides) {
        return with("strides", Tuple.of("Conv2D", "strides", 2, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public Conv2D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public Conv2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number, or 2. Default: 1. */
    public Conv2D dilationRate(int... dilationRate) {
        return with("dilationRate", Tuple.of("Conv2D", "dilationRate", 2, dilationRate));
    }

    /** Convolves so many parts of the channels each on its own. Default: 1. */
    public Conv2D groups(int groups) {
        return with("groups", groups);
    }

    /** Default: {@code linear}. */
    public Conv2D activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public Conv2D activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public Conv2D useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public Conv2D kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public Conv2D kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public Conv2D biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public Conv2D biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public Conv2D kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv2D kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public Conv2D biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv2D biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public Conv2D kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv2D kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public Conv2D biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv2D biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
