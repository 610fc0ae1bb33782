package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Convolution in two steps over one axis, such as time: of each channel on its own, and then of all channels at each
 * place, {@code y = activation((x * depthwiseKernel) * pointwiseKernel + bias)}.
 *
 * <ul>
 *   <li>input {@code (batch, steps, in)}, output {@code (batch, newSteps, filters)}; with
 *       {@code channels_first} the channels stand behind the batch
 *   <li>depthwise kernel {@code (size, in, depthMultiplier)}, pointwise kernel
 *       {@code (1, in · depthMultiplier, filters)}, bias {@code (filters)}
 * </ul>
 *
 * <pre>{@code SeparableConv1D.of(64, 3).padding("same").activation("relu")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/separable_convolution1d/">keras.layers.SeparableConv1D</a>
 */
public final class SeparableConv1D extends SeparableConv<SeparableConv1D> {
    SeparableConv1D(Config config) {
        super(1, config, SeparableConv1D::new);
    }

    /** The length of the window is the kernel size. */
    public static SeparableConv1D of(int filters, int kernelSize) {
        return new SeparableConv1D(Config.of(filters, Tuple.of("SeparableConv1D", "kernelSize", 1, kernelSize)));
    }

    /** How far the window moves: one number. Default: 1. */
    public SeparableConv1D strides(int strides) {
        return with("strides", Tuple.of("SeparableConv1D", "strides", 1, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public SeparableConv1D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public SeparableConv1D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number. Default: 1. */
    public SeparableConv1D dilationRate(int dilationRate) {
        return with("dilationRate", Tuple.of("SeparableConv1D", "dilationRate", 1, dilationRate));
    }

    /** How many channels each becomes in the first step. Default: 1. */
    public SeparableConv1D depthMultiplier(int depthMultiplier) {
        return with("depthMultiplier", depthMultiplier);
    }

    /** Default: {@code linear}. */
    public SeparableConv1D activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public SeparableConv1D activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public SeparableConv1D useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public SeparableConv1D depthwiseInitializer(String id) {
        return depthwiseInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public SeparableConv1D depthwiseInitializer(Initializer initializer) {
        return with("depthwiseInitializer", initializer);
    }

    /** Default: {@code glorot_uniform}. */
    public SeparableConv1D pointwiseInitializer(String id) {
        return pointwiseInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public SeparableConv1D pointwiseInitializer(Initializer initializer) {
        return with("pointwiseInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public SeparableConv1D biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public SeparableConv1D biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public SeparableConv1D depthwiseRegularizer(String id) {
        return depthwiseRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public SeparableConv1D depthwiseRegularizer(Regularizer penalty) {
        return with("depthwiseRegularizer", penalty);
    }

    /** Default: none. */
    public SeparableConv1D pointwiseRegularizer(String id) {
        return pointwiseRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public SeparableConv1D pointwiseRegularizer(Regularizer penalty) {
        return with("pointwiseRegularizer", penalty);
    }

    /** Default: none. */
    public SeparableConv1D biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public SeparableConv1D biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public SeparableConv1D depthwiseConstraint(String id) {
        return depthwiseConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public SeparableConv1D depthwiseConstraint(Constraint projection) {
        return with("depthwiseConstraint", projection);
    }

    /** Default: none. */
    public SeparableConv1D pointwiseConstraint(String id) {
        return pointwiseConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public SeparableConv1D pointwiseConstraint(Constraint projection) {
        return with("pointwiseConstraint", projection);
    }

    /** Default: none. */
    public SeparableConv1D biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public SeparableConv1D biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
