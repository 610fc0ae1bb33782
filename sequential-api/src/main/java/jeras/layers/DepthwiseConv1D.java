package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Convolution of each channel on its own over one axis, such as time: {@code y = activation(x * kernel + bias)}.
 *
 * <ul>
 *   <li>input {@code (batch, steps, in)}, output {@code (batch, newSteps, in · depthMultiplier)}; with
 *       {@code channels_first} the channels stand behind the batch
 *   <li>kernel {@code (size, in, depthMultiplier)}, bias {@code (in · depthMultiplier)}
 * </ul>
 *
 * <pre>{@code DepthwiseConv1D.of(3).depthMultiplier(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/">keras.layers.DepthwiseConv1D</a>
 */
public final class DepthwiseConv1D extends DepthwiseConv<DepthwiseConv1D> {
    DepthwiseConv1D(Config config) {
        super(1, config, DepthwiseConv1D::new);
    }

    /** The length of the window is the kernel size. */
    public static DepthwiseConv1D of(int kernelSize) {
        return new DepthwiseConv1D(Config.of(Tuple.of("DepthwiseConv1D", "kernelSize", 1, kernelSize)));
    }

    /** How many channels each becomes. Default: 1. */
    public DepthwiseConv1D depthMultiplier(int depthMultiplier) {
        return with("depthMultiplier", depthMultiplier);
    }

    /** How far the window moves: one number. Default: 1. */
    public DepthwiseConv1D strides(int strides) {
        return with("strides", Tuple.of("DepthwiseConv1D", "strides", 1, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public DepthwiseConv1D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public DepthwiseConv1D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number. Default: 1. */
    public DepthwiseConv1D dilationRate(int dilationRate) {
        return with("dilationRate", Tuple.of("DepthwiseConv1D", "dilationRate", 1, dilationRate));
    }

    /** Default: {@code linear}. */
    public DepthwiseConv1D activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public DepthwiseConv1D activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public DepthwiseConv1D useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public DepthwiseConv1D depthwiseInitializer(String id) {
        return depthwiseInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public DepthwiseConv1D depthwiseInitializer(Initializer initializer) {
        return with("depthwiseInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public DepthwiseConv1D biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public DepthwiseConv1D biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public DepthwiseConv1D depthwiseRegularizer(String id) {
        return depthwiseRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public DepthwiseConv1D depthwiseRegularizer(Regularizer penalty) {
        return with("depthwiseRegularizer", penalty);
    }

    /** Default: none. */
    public DepthwiseConv1D biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public DepthwiseConv1D biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public DepthwiseConv1D depthwiseConstraint(String id) {
        return depthwiseConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public DepthwiseConv1D depthwiseConstraint(Constraint projection) {
        return with("depthwiseConstraint", projection);
    }

    /** Default: none. */
    public DepthwiseConv1D biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public DepthwiseConv1D biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
