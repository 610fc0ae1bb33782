package jeras.layers;

import ai.djl.ndarray.types.DataType;
import jeras.Array;
import jeras.backend.Values;
import jeras.initializers.Initializer;
import jeras.ops.Variable;

/** Numbers of a layer's arguments in its program: a variable that is no weight, so that no text has to spell them. */
final class FixedArray {
    private FixedArray() {}

    static Variable of(String name, Array values, DataType type) {
        Initializer zeros = Initializer.of("zeros");
        Variable variable = new Variable(name, values.shape(), type, false, () -> zeros.apply(values.shape(), type));
        Values.write(variable, values.cast(type));
        return variable;
    }
}
