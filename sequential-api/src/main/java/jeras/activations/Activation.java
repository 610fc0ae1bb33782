package jeras.activations;

import jeras.ops.Tensor;

/**
 * A function applied element by element (softmax: along the last axis) to a layer's output.
 *
 * <p>A user's own is a lambda over {@link jeras.ops.Ops}: {@code x -> Ops.tanh(x).multiply(2)}.
 *
 * @see <a href="https://keras.io/api/layers/activations/">keras.activations</a>
 */
@FunctionalInterface
public interface Activation {
    Tensor apply(Tensor x);

    /** The built-in function with Keras's id, such as {@code "relu"}. */
    static Activation of(String id) {
        return Activations.of(id);
    }
}
