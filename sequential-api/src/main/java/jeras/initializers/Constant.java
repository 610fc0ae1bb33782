package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * One number everywhere.
 *
 * <pre>{@code Dense.of(1).biasInitializer(Constant.of(0.1))}</pre>
 *
 * @param value the number; 0 by default
 * @see <a href="https://keras.io/api/layers/initializers/#constant-class">keras.initializers.Constant</a>
 */
public record Constant(double value) implements Initializer {
    /** With the number 0. */
    public static Constant of() {
        return of(0);
    }

    public static Constant of(double value) {
        return new Constant(value);
    }

    @Override
    public Tensor apply(Shape shape, DataType type) {
        return Ops.full(shape, value, type);
    }
}
