package jeras.layers;

import jeras.ops.Tensor;

/**
 * An activation function as a layer of its own.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code Activation.of("relu")}</pre>
 *
 * @see <a href="https://keras.io/api/layers/core_layers/activation/">keras.layers.Activation</a>
 */
public final class Activation extends KerasLayer<Activation, Activation.Config> {
    /** Keras's arguments. */
    record Config(jeras.activations.Activation activation) {}

    Activation(Config config) {
        super(config, Activation::new);
    }

    /** The built-in function with Keras's id, such as {@code "relu"}. */
    public static Activation of(String activation) {
        return of(jeras.activations.Activation.of(activation));
    }

    public static Activation of(jeras.activations.Activation activation) {
        return new Activation(new Config(activation));
    }

    @Override
    protected Tensor call(Tensor x) {
        return config.activation.apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
