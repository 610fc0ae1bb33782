package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;

/** Values on the heap that {@link Ops#convertToTensor} makes a constant of; {@code jeras.Array} is one. */
public interface Literal {
    Shape shape();

    DataType dataType();

    /** The values row by row, in native byte order. */
    ByteBuffer bytes();
}
