package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Pieces of TorchScript text. */
final class Code {
    /** Rows of the first input, at the places that the second names. */
    static final String LOOKUP = "torch.embedding({0}, torch.to({1}, 4))";

    private Code() {}

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String text = Double.toString(value).replace('E', 'e');
        return text.endsWith(".0") ? text.substring(0, text.length() - 1) : text;
    }

    /** The value as a literal of the data type's kind, so that an integer tensor stays one. */
    static String number(double value, DataType type) {
        return type.isFloating() || value != Math.rint(value) ? number(value) : Long.toString((long) value);
    }

    /** A number beside a tensor as a file has it: whole where the tensor holds integers. */
    static Object argument(double value, Tensor beside) {
        boolean whole = value == Math.rint(value) && !Double.isInfinite(value);
        if (whole && !beside.dataType().isFloating()) {
            return (long) value;
        }
        return value;
    }

    /** The order of a norm as a file has it: whole where it is. */
    static Object orderArgument(double order) {
        boolean whole = order == Math.rint(order) && !Double.isInfinite(order);
        return whole ? (Object) (long) order : (Object) order;
    }

    static String ints(long... values) {
        return Arrays.toString(values);
    }

    static String ints(int... values) {
        return Arrays.toString(values);
    }

    static String bool(boolean value) {
        return value ? "True" : "False";
    }

    /** PyTorch's number for the data type, as its programs write it. */
    static int type(DataType type) {
        return switch (type) {
            case UINT8 -> 0;
            case INT8 -> 1;
            case INT16 -> 2;
            case INT32 -> 3;
            case INT64 -> 4;
            case FLOAT16 -> 5;
            case FLOAT32 -> 6;
            case FLOAT64 -> 7;
            case BOOLEAN -> 11;
            case BFLOAT16 -> 15;
            default ->
                throw new jeras.InvalidArgumentException(jeras.JerasException.message(
                        "A tensor cannot have this data type.",
                        "float32, float64, float16, bfloat16, int8, int16, int32, int64, uint8 or boolean",
                        type.toString(),
                        "cast it"));
        };
    }

    /** The lengths of a shape as a list expression; the unknown ones are read from the input with the given number. */
    static String sizes(Shape shape, int input) {
        long[] dims = shape.getShape();
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < dims.length; i++) {
            text.append(i == 0 ? "" : ", ").append(size(dims[i], input, i));
        }
        return text.append("]").toString();
    }

    static String size(long dim, int input, int axis) {
        return dim >= 0 ? Long.toString(dim) : "torch.size({" + input + "}, " + axis + ")";
    }

    /** {@code {first}, {first+1}, ...} for so many inputs. */
    static String places(int first, int count) {
        return java.util.stream.IntStream.range(first, first + count)
                .mapToObj(i -> "{" + i + "}")
                .collect(Collectors.joining(", "));
    }
}
