package jeras.layers;

import ai.djl.ndarray.types.DataType;
import jeras.Array;
import jeras.backend.Values;
import jeras.initializers.Initializer;
import jeras.ops.Variable;

/** Numbers of a layer's arguments in its program: a variable that is no weight, so that no text has to spell them. */
final class FixedArray {
    private FixedArray() {}

    /** In float32. */
    static Variable of(String name, Array values) {
        Initializer zeros = Initializer.of("zeros");
        Variable variable = new Variable(
                name, values.shape(), DataType.FLOAT32, false, () -> zeros.apply(values.shape(), DataType.FLOAT32));
        Values.write(variable, values.cast(DataType.FLOAT32));
        return variable;
    }
}
