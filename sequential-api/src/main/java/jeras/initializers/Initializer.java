package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Tensor;

/**
 * Makes the first value of a weight. The built-in ones are records whose components are Keras's arguments.
 *
 * <p>A user's own is a lambda: {@code (shape, type) -> Ops.full(shape, 0.1, type)}.
 *
 * @see <a href="https://keras.io/api/layers/initializers/">keras.initializers</a>
 */
@FunctionalInterface
public interface Initializer {
    Tensor apply(Shape shape, DataType type);

    /** The built-in initializer with Keras's id, such as {@code "he_normal"}, with its default arguments. */
    static Initializer of(String id) {
        return Initializers.of(id);
    }
}
