package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Convolution over one axis, such as time: {@code y = activation(x * kernel + bias)}.
 *
 * <ul>
 *   <li>input {@code (batch, steps, in)}, output {@code (batch, newSteps, filters)}; with {@code channels_first} the
 *       channels stand behind the batch
 *   <li>kernel {@code (size, in / groups, filters)}, bias {@code (filters)}
 * </ul>
 *
 * <pre>{@code Conv1D.of(32, 5).padding("causal").activation("relu")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/convolution1d/">keras.layers.Conv1D</a>
 */
public final class Conv1D extends Conv<Conv1D> {
    Conv1D(Config config) {
        super(1, config, Conv1D::new);
    }

    /** The length of the window is the kernel size. */
    public static Conv1D of(int filters, int kernelSize) {
        return new Conv1D(Config.of(filters, Tuple.of("Conv1D", "kernelSize", 1, kernelSize)));
    }

    /** How far the window moves: one number. Default: 1. */
    public Conv1D strides(int strides) {
        return with("strides", Tuple.of("Conv1D", "strides", 1, strides));
    }

    /**
     * {@code "valid"}, {@code "same"} (the extra element on the right) or {@code "causal"} (all on the left). Default:
     * {@code valid}.
     */
    public Conv1D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public Conv1D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number. Default: 1. */
    public Conv1D dilationRate(int dilationRate) {
        return with("dilationRate", Tuple.of("Conv1D", "dilationRate", 1, dilationRate));
    }

    /** Convolves so many parts of the channels each on its own. Default: 1. */
    public Conv1D groups(int groups) {
        return with("groups", groups);
    }

    /** Default: {@code linear}. */
    public Conv1D activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public Conv1D activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public Conv1D useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public Conv1D kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public Conv1D kernelInitializer(Initializer initializer) {
        return with("kernelInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public Conv1D biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public Conv1D biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public Conv1D kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv1D kernelRegularizer(Regularizer penalty) {
        return with("kernelRegularizer", penalty);
    }

    /** Default: none. */
    public Conv1D biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Conv1D biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public Conv1D kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv1D kernelConstraint(Constraint projection) {
        return with("kernelConstraint", projection);
    }

    /** Default: none. */
    public Conv1D biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Conv1D biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
