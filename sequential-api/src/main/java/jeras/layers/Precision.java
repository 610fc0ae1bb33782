package jeras.layers;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jeras.DTypePolicy;
import jeras.ops.Ops;
import jeras.ops.Recording;
import jeras.ops.Tensor;

/** What Keras casts for a layer around its {@code call}, as its policy says. */
final class Precision {
    private Precision() {}

    /** The inputs in the data type that the layer computes in; what is not of floats stays as it is. */
    static List<Tensor> cast(List<Tensor> inputs, DataType type) {
        List<Tensor> cast = new ArrayList<>(inputs.size());
        for (Tensor t : inputs) {
            cast.add(t.dataType().isFloating() ? cast(t, type) : t);
        }
        return cast;
    }

    /** In another data type, with its mask. */
    static Tensor cast(Tensor t, DataType type) {
        return t.dataType() == type ? t : Ops.cast(t, type).withMask(t.mask());
    }

    /** In float64 when it is that, else in float32: in 16 bits sums of squares overflow and lose their last digits. */
    static Tensor wide(Tensor x) {
        return x.dataType() == DataType.FLOAT64 ? x : Ops.cast(x, DataType.FLOAT32);
    }

    /**
     * Computes with weights read in the policy's data type.
     *
     * @param casts false for layers that cast by themselves
     */
    static <T> T compute(DTypePolicy policy, boolean casts, Supplier<T> computing) {
        DataType around = Recording.autocast();
        DataType type = policy.computeDtype();
        boolean mixed = type != policy.variableDtype() || around != null;
        DataType now = casts && type.isFloating() && mixed ? type : null;
        return now == around ? computing.get() : Recording.autocast(now, computing);
    }
}
