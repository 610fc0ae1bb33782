package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import jeras.ops.Tensor;

/**
 * An initializer whose spread follows from the numbers of a weight's input and output units.
 *
 * <p>A layer whose weight holds them in an order of its own, as EinsumDense and MultiHeadAttention do, names them itself:
 * {@code fan.apply(shape, type, Fans.of(shape, inputAxes, outputAxes))}.
 */
public interface FanInitializer extends Initializer {
    /** The rule behind it. */
    VarianceScaling scaling();

    /** Values for a weight with the given fans. */
    default Tensor apply(Shape shape, DataType type, Fans fans) {
        return scaling().draw(shape, type, fans);
    }

    @Override
    default Tensor apply(Shape shape, DataType type) {
        return apply(shape, type, Fans.of(shape));
    }
}
