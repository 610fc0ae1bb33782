package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Transposed convolution over the two axes of an image: each element of the input becomes a window of the output, so that
 * strides make it larger.
 *
 * <p>With {@code valid} padding an axis of length n becomes {@code (n - 1) · stride + max(window, stride)} long, with
 * {@code same} {@code n · stride}; with an output padding p, {@code (n - 1) · stride + window + p} and
 * {@code (n - 1) · stride + window % 2 + p}.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, in)}, output {@code (batch, newHeight, newWidth, filters)}; with
 *       {@code channels_first} the channels stand behind the batch
 *   <li>kernel {@code (rows, columns, filters, in)}, bias {@code (filters)}
 * </ul>
 *
 * <pre>{@code Conv2DTranspose.of(16, 3).strides(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/convolution2d_transpose/">keras.layers.Conv2DTranspose</a>
 */
public final class Conv2DTranspose extends ConvTranspose<Conv2DTranspose> {
    Conv2DTranspose(Config config) {
        super(2, config, Conv2DTranspose::new);
    }

    /** The length of the window is one number, or 2. */
    public static Conv2DTranspose of(int filters, int... kernelSize) {
        return new Conv2DTranspose(Config.of(filters, Tuple.of("Conv2DTranspose", "kernelSize", 2, kernelSize)));
    }

    /** How far the window moves: one number, or 2. Default: 1. */
    public Conv2DTranspose strides(int... strides) {
        return with("strides", Tuple.of("Conv2DTranspose", "strides", 2, strides));
    }

    /** {@code "valid"} or {@code "same"}. Default: {@code valid}. */
    public Conv2DTranspose padding(String padding) {
        return with("padding", padding);
    }

    /**
     * Elements added to the output's length, fewer than the stride, which is to be given first: one number, or 2. Default:
     * as many as the padding needs.
     */
    public Conv2DTranspose outputPadding(int... outputPadding) {
        return with("outputPadding", Tuple.ofZeros("Conv2DTranspose", "outputPadding", 2, outputPadding));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public Conv2DTranspose dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number, or 2. Default: 1. */
    public Conv2DTranspose dilationRate(int... dilationRate) {
        return with("dilationRate", Tuple.of("Conv2DTranspose", "dilationRate", 2, dilationRate));
    }

    /** Default: {@code linear}. */
    public Conv2DTranspose activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public Conv2DTranspose activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public Conv2DTranspose useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public Conv2DTranspose kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public Conv2DTranspose kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public Conv2DTranspose biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public Conv2DTranspose biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public Conv2DTranspose kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv2DTranspose kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public Conv2DTranspose biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv2DTranspose biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public Conv2DTranspose kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv2DTranspose kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public Conv2DTranspose biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv2DTranspose biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
