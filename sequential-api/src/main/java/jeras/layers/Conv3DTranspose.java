package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Transposed convolution over three axes, such as those of a volume: each element of the input becomes a window of the output, so that
 * strides make it larger.
 *
 * <p>With {@code valid} padding an axis of length n becomes {@code (n - 1) · stride + max(window, stride)} long, with
 * {@code same} {@code n · stride}; with an output padding p, {@code (n - 1) · stride + window + p} and
 * {@code (n - 1) · stride + window % 2 + p}.
 *
 * <ul>
 *   <li>input {@code (batch, depth, height, width, in)}, output {@code (batch, newDepth, newHeight, newWidth, filters)}; with
 *       {@code channels_first} the channels stand behind the batch
 *   <li>kernel {@code (planes, rows, columns, filters, in)}, bias {@code (filters)}
 * </ul>
 *
 * <pre>{@code Conv3DTranspose.of(8, 3).strides(1, 2, 2)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/convolution3d_transpose/">keras.layers.Conv3DTranspose</a>
 */
public final class Conv3DTranspose extends ConvTranspose<Conv3DTranspose> {
    Conv3DTranspose(Config config) {
        super(3, config, Conv3DTranspose::new);
    }

    /** The length of the window is one number, or 3. */
    public static Conv3DTranspose of(int filters, int... kernelSize) {
        return new Conv3DTranspose(Config.of(filters, Tuple.of("Conv3DTranspose", "kernelSize", 3, kernelSize)));
    }

    /** How far the window moves: one number, or 3. Default: 1. */
    public Conv3DTranspose strides(int... strides) {
        return with("strides", Tuple.of("Conv3DTranspose", "strides", 3, strides));
    }

    /** {@code "valid"} or {@code "same"}. Default: {@code valid}. */
    public Conv3DTranspose padding(String padding) {
        return with("padding", padding);
    }

    /**
     * Elements added to the output's length, fewer than the stride, which is to be given first: one number, or 3. Default:
     * as many as the padding needs.
     */
    public Conv3DTranspose outputPadding(int... outputPadding) {
        return with("outputPadding", Tuple.ofZeros("Conv3DTranspose", "outputPadding", 3, outputPadding));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public Conv3DTranspose dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number, or 3. Default: 1. */
    public Conv3DTranspose dilationRate(int... dilationRate) {
        return with("dilationRate", Tuple.of("Conv3DTranspose", "dilationRate", 3, dilationRate));
    }

    /** Default: {@code linear}. */
    public Conv3DTranspose activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public Conv3DTranspose activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public Conv3DTranspose useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public Conv3DTranspose kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public Conv3DTranspose kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public Conv3DTranspose biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public Conv3DTranspose biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public Conv3DTranspose kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv3DTranspose kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public Conv3DTranspose biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv3DTranspose biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public Conv3DTranspose kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv3DTranspose kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public Conv3DTranspose biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv3DTranspose biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
