package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Uniform. */
public record GlorotUniform() implements Initializer {
    @Override
    public Tensor apply(Shape shape, DataType type) {
        double limit = Math.sqrt(6.0 / (shape.get(0) + shape.get(1)));
        return Ops.randomUniform(shape, -limit, limit, type);
    }
}
