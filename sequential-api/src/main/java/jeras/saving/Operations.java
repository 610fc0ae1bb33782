package jeras.saving;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.UnsupportedPartException;
import jeras.ops.Tensor;
import jeras.utils.DataTypes;

/** The operations of {@code keras.ops} that functional models may hold as nodes, by Keras's class names. */
final class Operations {
    private static final Map<String, Known> ALL = new LinkedHashMap<>();

    /** What an operation makes of its arguments. */
    interface Known {
        List<Tensor> apply(OperationArguments arguments);
    }

    /** An operation that makes one tensor. */
    interface Single {
        Tensor apply(OperationArguments arguments);
    }

    static {
        ElementwiseOperations.register();
        ReductionOperations.register();
        ShapeOperations.register();
        ProductOperations.register();
        NnOperations.register();
    }

    private Operations() {}

    static void single(String className, Single operation) {
        ALL.put(className, a -> List.of(operation.apply(a)));
    }

    static void several(String className, Known operation) {
        ALL.put(className, operation);
    }

    /** @throws UnsupportedPartException if it is none of these */
    static Known find(String className, Where where) {
        Known known = ALL.get(className);
        if (known == null) {
            throw where.unknown("operation", className, ALL.keySet());
        }
        return known;
    }

    /** The shape and data type of a tensor, as files write them. */
    static JsonObject described(Tensor tensor) {
        JsonObject described = new JsonObject();
        described.add("shape", LayerWriter.shape(tensor.shape()));
        described.addProperty("dtype", DataTypes.name(tensor.dataType()));
        return described;
    }
}
