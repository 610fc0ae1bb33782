package jeras;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import jeras.backend.Backend;

/** The only way from arrays to DJL and back: what is made in a scope is closed with it, what comes out is a copy. */
final class ArrayScope {
    /** DJL ends the whole process, without an exception, when it is asked for any other type. */
    private static final Set<DataType> KNOWN_TO_DJL = Set.of(
            DataType.FLOAT64,
            DataType.FLOAT32,
            DataType.FLOAT16,
            DataType.INT64,
            DataType.INT32,
            DataType.INT8,
            DataType.UINT8,
            DataType.BOOLEAN);

    private ArrayScope() {}

    /** Starts the engine at first use. */
    private static NDManager open() {
        return Backend.scope();
    }

    static Array map(Array array, UnaryOperator<NDArray> operation) {
        try (NDManager manager = open()) {
            return copyOut(operation.apply(copyIn(array, manager)));
        }
    }

    static Array matMul(Array a, Array b) {
        Element element = Element.promote(a.element(), b.element());
        requireProduct(a, b, element);
        try (NDManager manager = open()) {
            NDArray left = copyIn(a.cast(element.dataType()), manager);
            NDArray right = copyIn(b.cast(element.dataType()), manager);
            return copyOut(left.matMul(right));
        }
    }

    private static void requireProduct(Array a, Array b, Element element) {
        long inner = a.shape().get(ArrayLayout.axis(-1, a.rank()));
        long other = b.shape().get(ArrayLayout.axis(b.rank() == 1 ? -1 : -2, b.rank()));
        if (inner != other) {
            throw new ShapeMismatchException(JerasException.message(
                    "Arrays of shape " + a.shape() + " and " + b.shape() + " have no matrix product.",
                    "the last axis of the first as long as the last but one of the second",
                    inner + " and " + other,
                    "transpose or reshape one of them"));
        }
        if (element == Element.BOOLEAN) {
            throw new InvalidArgumentException(JerasException.message(
                    "Booleans have no matrix product.",
                    "numbers in at least one of the arrays",
                    "two arrays of type bool",
                    "cast one of them, for instance to int32"));
        }
        ArrayLayout.broadcast(batch(a), batch(b));
    }

    /** The axes before the matrix. */
    private static long[] batch(Array array) {
        return Arrays.copyOf(array.dims(), Math.max(0, array.rank() - 2));
    }

    static NDArray copyIn(Array array, NDManager manager) {
        requireKnown(array.dataType());
        // DJL's array would otherwise lie on the buffer's own memory, which only that one Java object keeps alive, and
        // which the array shares if it was made from a direct buffer.
        try (NDArray shared = manager.create(array.bytes(), array.shape(), array.dataType())) {
            return shared.duplicate();
        }
    }

    static Array copyOut(NDArray array) {
        requireKnown(array.getDataType());
        if (array.isSparse()) {
            try (NDArray dense = array.toDense()) {
                return copyOut(dense);
            }
        }
        return Array.wrap(array.toByteBuffer().order(ByteOrder.nativeOrder()), array.getShape(), array.getDataType());
    }

    private static void requireKnown(DataType dataType) {
        if (!KNOWN_TO_DJL.contains(dataType)) {
            throw new InvalidArgumentException(JerasException.message(
                    "Values of type " + dataType + " cannot pass between an Array and a DJL NDArray.",
                    "one of float64, float32, float16, int64, int32, int8, uint8, bool",
                    dataType.toString(),
                    "cast first, for instance to float32"));
        }
    }
}
