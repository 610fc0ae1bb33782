package jeras.constraints;

import jeras.ops.Tensor;

/**
 * A projection of a weight after each update. The built-in ones are records whose components are Keras's arguments. A user's
 * own is a lambda: {@code w -> Ops.clip(w, -1, 1)}.
 *
 * @see <a href="https://keras.io/api/layers/constraints/">keras.constraints</a>
 */
@FunctionalInterface
public interface Constraint {
    Tensor apply(Tensor weight);

    /** The built-in constraint with Keras's id, such as {@code "non_neg"}, with its default arguments. */
    static Constraint of(String id) {
        return Constraints.of(id);
    }
}
