package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * All ones.
 *
 * @see <a href="https://keras.io/api/layers/initializers/#ones-class">keras.initializers.Ones</a>
 */
public record Ones() implements Initializer {
    public static Ones of() {
        return new Ones();
    }

    @Override
    public Tensor apply(Shape shape, DataType type) {
        return Ops.ones(shape, type);
    }
}
