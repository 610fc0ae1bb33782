package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import java.util.function.Function;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Drawing random numbers, from a seed of one's own or from the weight's. */
final class Draw {
    private Draw() {}

    /**
     * Records a draw.
     *
     * @param seed where the numbers start, so that they are the same at every call; null to go on with those of the weight
     * @param draw makes the numbers in the type that it is given: float64 for float64, else float32, as the half types lack some
     *     of the kernels
     */
    static Tensor from(Long seed, DataType type, Function<DataType, Tensor> draw) {
        if (seed != null) {
            Ops.seed(seed);
        }
        return Ops.cast(draw.apply(type == DataType.FLOAT64 ? type : DataType.FLOAT32), type);
    }
}
