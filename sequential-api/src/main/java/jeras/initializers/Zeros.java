package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * All zeros.
 *
 * @see <a href="https://keras.io/api/layers/initializers/#zeros-class">keras.initializers.Zeros</a>
 */
public record Zeros() implements Initializer {
    public static Zeros of() {
        return new Zeros();
    }

    @Override
    public Tensor apply(Shape shape, DataType type) {
        return Ops.zeros(shape, type);
    }
}
