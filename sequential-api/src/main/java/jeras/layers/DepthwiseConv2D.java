package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * Convolution of each channel on its own over the two axes of an image: {@code y = activation(x * kernel + bias)}.
 *
 * <ul>
 *   <li>input {@code (batch, height, width, in)}, output {@code (batch, newHeight, newWidth, in · depthMultiplier)}; with
 *       {@code channels_first} the channels stand behind the batch
 *   <li>kernel {@code (rows, columns, in, depthMultiplier)}, bias {@code (in · depthMultiplier)}
 * </ul>
 *
 * <pre>{@code DepthwiseConv2D.of(3).depthMultiplier(2).padding("same")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/">keras.layers.DepthwiseConv2D</a>
 */
public final class DepthwiseConv2D extends DepthwiseConv<DepthwiseConv2D> {
    DepthwiseConv2D(Config config) {
        super(2, config, DepthwiseConv2D::new);
    }

    /** The length of the window is one number, or 2. */
    public static DepthwiseConv2D of(int... kernelSize) {
        return new DepthwiseConv2D(Config.of(Tuple.of("DepthwiseConv2D", "kernelSize", 2, kernelSize)));
    }

    /** How many channels each becomes. Default: 1. */
    public DepthwiseConv2D depthMultiplier(int depthMultiplier) {
        return with("depthMultiplier", depthMultiplier);
    }

    /** How far the window moves: one number, or 2. Default: 1. */
    public DepthwiseConv2D strides(int... strides) {
        return with("strides", Tuple.of("DepthwiseConv2D", "strides", 2, strides));
    }

    /** {@code "valid"} or {@code "same"} (the extra element on the right). Default: {@code valid}. */
    public DepthwiseConv2D padding(String padding) {
        return with("padding", padding);
    }

    /** {@code "channels_last"} or {@code "channels_first"}. Default: {@code Keras.imageDataFormat()}. */
    public DepthwiseConv2D dataFormat(String dataFormat) {
        return with("dataFormat", dataFormat);
    }

    /** The distance of the window's elements: one number, or 2. Default: 1. */
    public DepthwiseConv2D dilationRate(int... dilationRate) {
        return with("dilationRate", Tuple.of("DepthwiseConv2D", "dilationRate", 2, dilationRate));
    }

    /** Default: {@code linear}. */
    public DepthwiseConv2D activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code linear}. */
    public DepthwiseConv2D activation(Activation activation) {
        return with("activation", activation);
    }

    /** Default: true. */
    public DepthwiseConv2D useBias(boolean useBias) {
        return with("useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    public DepthwiseConv2D depthwiseInitializer(String id) {
        return depthwiseInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    public DepthwiseConv2D depthwiseInitializer(Initializer initializer) {
        return with("depthwiseInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public DepthwiseConv2D biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public DepthwiseConv2D biasInitializer(Initializer initializer) {
        return with("biasInitializer", initializer);
    }

    /** Default: none. */
    public DepthwiseConv2D depthwiseRegularizer(String id) {
        return depthwiseRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public DepthwiseConv2D depthwiseRegularizer(Regularizer penalty) {
        return with("depthwiseRegularizer", penalty);
    }

    /** Default: none. */
    public DepthwiseConv2D biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public DepthwiseConv2D biasRegularizer(Regularizer penalty) {
        return with("biasRegularizer", penalty);
    }

    /** Default: none. */
    public DepthwiseConv2D depthwiseConstraint(String id) {
        return depthwiseConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public DepthwiseConv2D depthwiseConstraint(Constraint projection) {
        return with("depthwiseConstraint", projection);
    }

    /** Default: none. */
    public DepthwiseConv2D biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public DepthwiseConv2D biasConstraint(Constraint projection) {
        return with("biasConstraint", projection);
    }
}
