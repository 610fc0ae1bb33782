package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Transposed convolution over one axis, such as time: each element of the input becomes a window of the output, so that
 * strides make it larger.
 *
 * <p>With {@code valid} padding an axis of length n becomes {@code (n - 1) · stride + max(window, stride)} long, with
 * {@code same} {@code n · stride}; with an output padding p, {@code (n - 1) · stride + window + p} and
 * {@code (n - 1) · stride + window % 2 + p}.
 *
 * <ul>
 *   <li>input {@code (batch, steps, in)}, output {@code (batch, newSteps, filters)}; with
 *       {@code channels_first} the channels stand behind the batch
 *   <li>kernel {@code (size, filters, in)}, bias {@code (filters)}
 * </ul>
 *
 * <pre>{@code Conv1DTranspose.of(16, 3).strides(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/convolution1d_transpose/">keras.layers.Conv1DTranspose</a>
 */
public final class Conv1DTranspose extends ConvTranspose<Conv1DTranspose> {
    Conv1DTranspose(Config config) {
        super(1, config, Conv1DTranspose::new);
    }

    /** The length of the window is the kernel size. */
    public static Conv1DTranspose of(int filters, int kernelSize) {
        return new Conv1DTranspose(Config.of(filters, Tuple.of("Conv1DTranspose", "kernelSize", 1, kernelSize)));
    }

    /** How far the window moves: one number. Default: 1. */
    public Conv1DTranspose strides(int strides) {
        return with("strides", Tuple.of("Conv1DTranspose", "strides", 1, strides));
    }

    /** {@code "valid"} or {@code "same"}. Default: {@code valid}. */
    public Conv1DTranspose padding(String padding) {
        return with("padding", padding);
    }

    /**
     * Elements added to the output's length, fewer than the stride, which is to be given first: one number. Default:
     * as many as the padding needs.
     */
    public Conv1DTranspose outputPadding(int outputPadding) {
        return with("outputPadding", Tuple.ofZeros("Conv1DTranspose", "outputPadding", 1, outputPadding));
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public Conv1DTranspose dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number. Default: 1. */
    public Conv1DTranspose dilationRate(int dilationRate) {
        return with("dilationRate", Tuple.of("Conv1DTranspose", "dilationRate", 1, dilationRate));
    }

    /** Default: {@code linear}. */
    public Conv1DTranspose activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public Conv1DTranspose activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public Conv1DTranspose useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public Conv1DTranspose kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public Conv1DTranspose kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public Conv1DTranspose biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public Conv1DTranspose biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public Conv1DTranspose kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv1DTranspose kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public Conv1DTranspose biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv1DTranspose biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public Conv1DTranspose kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv1DTranspose kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public Conv1DTranspose biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv1DTranspose biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
