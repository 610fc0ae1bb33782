package jeras.regularizers;

import jeras.ops.Tensor;

/**
 * A penalty on a weight or an activation, added to the loss. The built-in ones are records whose components are Keras's
 * arguments. A user's own is a lambda to a scalar: {@code w -> Ops.sum(Ops.square(w)).multiply(0.01)}.
 *
 * @see <a href="https://keras.io/api/layers/regularizers/">keras.regularizers</a>
 */
@FunctionalInterface
public interface Regularizer {
    /** The penalty, a scalar. */
    Tensor apply(Tensor x);

    /** The built-in regularizer with Keras's id, such as {@code "l2"}, with its default arguments. */
    static Regularizer of(String id) {
        return Regularizers.of(id);
    }
}
