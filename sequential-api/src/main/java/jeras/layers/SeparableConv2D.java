package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Convolution in two steps over the two axes of an image: of each channel on its own, and then of all channels at each
 * place, {@code y = activation((x * depthwiseKernel) * pointwiseKernel + bias)}.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, in)}, output {@code (batch, newHeight, newWidth, filters)}; with
 *       {@code channels_first} the channels stand behind the batch
 *   <li>depthwise kernel {@code (rows, columns, in, depthMultiplier)}, pointwise kernel
 *       {@code (1, 1, in · depthMultiplier, filters)}, bias {@code (filters)}
 * </ul>
 *
 * <pre>{@code SeparableConv2D.of(64, 3).padding("same").activation("relu")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/separable_convolution2d/">keras.layers.SeparableConv2D</a>
 */
public final class SeparableConv2D extends SeparableConv<SeparableConv2D> {
    SeparableConv2D(Config config) {
        super(2, config, SeparableConv2D::new);
    }

    /** The length of the window is one number, or 2. */
    public static SeparableConv2D of(int filters, int... kernelSize) {
        return new SeparableConv2D(Config.of(filters, Tuple.of("SeparableConv2D", "kernelSize", 2, kernelSize)));
    }

    /** How far the window moves: one number, or 2. Default: 1. */
    public SeparableConv2D strides(int... strides) {
        return with("strides", Tuple.of("SeparableConv2D", "strides", 2, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public SeparableConv2D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public SeparableConv2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number, or 2. Default: 1. */
    public SeparableConv2D dilationRate(int... dilationRate) {
        return with("dilationRate", Tuple.of("SeparableConv2D", "dilationRate", 2, dilationRate));
    }

    /** How many channels each becomes in the first step. Default: 1. */
    public SeparableConv2D depthMultiplier(int depthMultiplier) {
        return with("depthMultiplier", depthMultiplier);
    }

    /** Default: {@code linear}. */
    public SeparableConv2D activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public SeparableConv2D activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public SeparableConv2D useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public SeparableConv2D depthwiseInitializer(String id) {
        return depthwiseInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public SeparableConv2D depthwiseInitializer(Initializer initializer) {
        return with("depthwiseInitializer", initializer);
    }

    /** Default: {@code glorot_uniform}. */
    public SeparableConv2D pointwiseInitializer(String id) {
        return pointwiseInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public SeparableConv2D pointwiseInitializer(Initializer initializer) {
        return with("pointwiseInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public SeparableConv2D biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public SeparableConv2D biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public SeparableConv2D depthwiseRegularizer(String id) {
        return depthwiseRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public SeparableConv2D depthwiseRegularizer(Regularizer penalty) {
        return with("depthwiseRegularizer", penalty);
    }

    /** Default: none. */
    public SeparableConv2D pointwiseRegularizer(String id) {
        return pointwiseRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public SeparableConv2D pointwiseRegularizer(Regularizer penalty) {
        return with("pointwiseRegularizer", penalty);
    }

    /** Default: none. */
    public SeparableConv2D biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public SeparableConv2D biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public SeparableConv2D depthwiseConstraint(String id) {
        return depthwiseConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public SeparableConv2D depthwiseConstraint(Constraint projection) {
        return with("depthwiseConstraint", projection);
    }

    /** Default: none. */
    public SeparableConv2D pointwiseConstraint(String id) {
        return pointwiseConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public SeparableConv2D pointwiseConstraint(Constraint projection) {
        return with("pointwiseConstraint", projection);
    }

    /** Default: none. */
    public SeparableConv2D biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public SeparableConv2D biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
