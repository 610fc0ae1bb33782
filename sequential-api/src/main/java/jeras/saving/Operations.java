package jeras.saving;

import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jeras.UnsupportedPartException;
import jeras.ops.Op;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.DataTypes;
import jeras.utils.Naming;

/** The operations of {@code keras.ops} that functional models may hold as nodes, by Keras's class names. */
final class Operations {
    private static final Map<String, Known> ALL = new LinkedHashMap<>();
    /** Those whose only arguments are tensors, by how many, with their module. */
    private static final Map<String, Plain> PLAIN = new LinkedHashMap<>();

    /** What an operation makes of its arguments. */
    interface Known {
        List<Tensor> apply(OperationArguments arguments);
    }

    /** An operation whose only arguments are tensors. */
    record Plain(String module, String className, int tensors) {}

    private interface Single {
        Tensor apply(OperationArguments arguments);
    }

    private interface TwoTensors {
        Tensor apply(Tensor x1, Tensor x2);
    }

    private interface TensorAndNumber {
        Tensor apply(Tensor x1, double x2);
    }

    private interface NumberAndTensor {
        Tensor apply(double x1, Tensor x2);
    }

    private interface Reduction {
        Tensor apply(Tensor x, boolean keepDims, int... axis);
    }

    static {
        nn("Relu", Ops::relu);
        nn("Relu6", Ops::relu6);
        nn("Sigmoid", Ops::sigmoid);
        nn("LogSigmoid", Ops::logSigmoid);
        nn("HardSigmoid", Ops::hardSigmoid);
        nn("HardSilu", Ops::hardSilu);
        nn("HardTanh", Ops::hardTanh);
        nn("Selu", Ops::selu);
        nn("Silu", Ops::silu);
        nn("Softplus", Ops::softplus);
        nn("Softsign", Ops::softsign);
        single("Elu", a -> Ops.elu(x(a), a.number(1, "alpha", 1)));
        single("LeakyRelu", a -> Ops.leakyRelu(x(a), a.number(1, "negative_slope", 0.2)));
        single("Gelu", a -> Ops.gelu(x(a), !a.has(1, "approximate") || a.flag(1, "approximate")));
        single("Softmax", a -> Ops.softmax(x(a), a.integer(1, "axis", -1)));
        single("LogSoftmax", a -> Ops.logSoftmax(x(a), a.integer(1, "axis", -1)));
        numpy("Absolute", Ops::absolute);
        numpy("Ceil", Ops::ceil);
        numpy("Cos", Ops::cos);
        numpy("Exp", Ops::exp);
        numpy("Expm1", Ops::expm1);
        numpy("Floor", Ops::floor);
        numpy("Log", Ops::log);
        numpy("Log1p", Ops::log1p);
        numpy("LogicalNot", Ops::logicalNot);
        numpy("Negative", Ops::negative);
        numpy("Reciprocal", Ops::reciprocal);
        numpy("Round", Ops::round);
        numpy("Sign", Ops::sign);
        numpy("Sin", Ops::sin);
        numpy("Sqrt", Ops::sqrt);
        numpy("Square", Ops::square);
        numpy("Tanh", Ops::tanh);
        single("Rsqrt", a -> Ops.rsqrt(x(a)));
        single("Erf", a -> Ops.erf(x(a)));
        binary("Add", Ops::add, Ops::add, (n, x) -> Ops.add(x, n));
        binary("Subtract", Ops::subtract, Ops::subtract, Ops::subtract);
        binary("Multiply", Ops::multiply, Ops::multiply, (n, x) -> Ops.multiply(x, n));
        binary("Divide", Ops::divide, Ops::divide, Ops::divide);
        binary("TrueDivide", Ops::divide, Ops::divide, Ops::divide);
        binary("Power", Ops::power, Ops::power, Ops::power);
        binary("Maximum", Ops::maximum, Ops::maximum, (n, x) -> Ops.maximum(x, n));
        binary("Minimum", Ops::minimum, Ops::minimum, (n, x) -> Ops.minimum(x, n));
        binary("Equal", Ops::equal, Ops::equal, (n, x) -> Ops.equal(x, n));
        binary("NotEqual", Ops::notEqual, Ops::notEqual, (n, x) -> Ops.notEqual(x, n));
        binary("Greater", Ops::greater, Ops::greater, (n, x) -> Ops.less(x, n));
        binary("GreaterEqual", Ops::greaterEqual, Ops::greaterEqual, (n, x) -> Ops.lessEqual(x, n));
        binary("Less", Ops::less, Ops::less, (n, x) -> Ops.greater(x, n));
        binary("LessEqual", Ops::lessEqual, Ops::lessEqual, (n, x) -> Ops.greaterEqual(x, n));
        reduction("Mean", Ops::mean);
        reduction("Sum", Ops::sum);
        reduction("Max", Ops::max);
        reduction("Min", Ops::min);
        reduction("Var", Ops::variance);
        reduction("All", (x, keepDims, axis) -> truth(Ops.min(flags(x), keepDims, axis)));
        reduction("Any", (x, keepDims, axis) -> truth(Ops.max(flags(x), keepDims, axis)));
        single("Argmax", a -> Ops.argmax(x(a), a.integer(1, "axis", -1)));
        single("Argmin", a -> Ops.argmin(x(a), a.integer(1, "axis", -1)));
        single("Clip", a -> Ops.clip(x(a), a.number(1, "x_min"), a.number(2, "x_max")));
        single("Matmul", a -> Ops.matmul(a.tensor(0, "x1"), a.tensor(1, "x2")));
        single("Concatenate", a -> Ops.concatenate(a.tensors(0, "xs"), a.integer(1, "axis", 0)));
        single("Stack", a -> Ops.stack(a.tensors(0, "x"), a.integer(1, "axis", 0)));
        single("ExpandDims", a -> Ops.expandDims(x(a), a.integer(1, "axis", 0)));
        single("Squeeze", a -> Ops.squeeze(x(a), a.integers(1, "axis")));
        single("Transpose", a -> Ops.transpose(x(a), axes(a)));
        single(
                "Swapaxes",
                a -> Ops.transpose(x(a), swapped(x(a).rank(), a.integer(1, "axis1", 0), a.integer(2, "axis2", 1))));
        single("Reshape", a -> Ops.reshape(x(a), shape(a)));
        single("Flip", a -> Ops.flip(x(a), a.integers(1, "axis")));
        single("Cast", a -> Ops.cast(x(a), DataTypes.of(a.json(1, "dtype").getAsString())));
        single("StopGradient", a -> Ops.stopGradient(a.tensor(0, "variable")));
        single("GetItem", a -> Ops.getItem(x(a), index(a.json(1, "key"), a)));
    }

    private Operations() {}

    /** @throws UnsupportedPartException if it is none of these */
    static Known find(String className, Where where) {
        Known known = ALL.get(className);
        if (known == null) {
            throw where.unknown("operation", className, ALL.keySet());
        }
        return known;
    }

    static boolean isKnown(String className) {
        return ALL.containsKey(className);
    }

    /** Where Python has an operation, as far as it is known here. */
    static String module(String className) {
        Plain plain = PLAIN.get(Naming.snakeCase(className));
        return plain == null ? "keras.src.ops.numpy" : plain.module();
    }

    /** Keras's class for an operation that Java code has recorded; null when a file cannot hold it. */
    static Plain plain(Op op) {
        Plain plain = PLAIN.get(op.name());
        return plain != null
                        && plain.tensors == op.inputs().size()
                        && op.outputs().size() == 1
                ? plain
                : null;
    }

    private static void single(String className, Single operation) {
        ALL.put(className, a -> List.of(operation.apply(a)));
    }

    private static void nn(String className, UnaryOperator<Tensor> operation) {
        unary("keras.src.ops.nn", className, operation);
    }

    private static void numpy(String className, UnaryOperator<Tensor> operation) {
        unary("keras.src.ops.numpy", className, operation);
    }

    private static void unary(String module, String className, UnaryOperator<Tensor> operation) {
        single(className, a -> operation.apply(x(a)));
        PLAIN.put(Naming.snakeCase(className), new Plain(module, className, 1));
    }

    private static void binary(String className, TwoTensors two, TensorAndNumber right, NumberAndTensor left) {
        single(className, a -> {
            boolean first = a.at(0, "x1") instanceof Tensor;
            boolean second = a.at(1, "x2") instanceof Tensor;
            if (first && second) {
                return two.apply(a.tensor(0, "x1"), a.tensor(1, "x2"));
            }
            return first
                    ? right.apply(a.tensor(0, "x1"), a.number(1, "x2"))
                    : left.apply(a.number(0, "x1"), a.tensor(1, "x2"));
        });
        PLAIN.put(Naming.snakeCase(className), new Plain("keras.src.ops.numpy", className, 2));
    }

    private static void reduction(String className, Reduction operation) {
        single(className, a -> operation.apply(x(a), a.flag(2, "keepdims"), a.integers(1, "axis")));
    }

    private static Tensor flags(Tensor x) {
        return Ops.cast(truth(x), DataType.INT32);
    }

    private static Tensor truth(Tensor x) {
        return Ops.cast(x, DataType.BOOLEAN);
    }

    private static Tensor x(OperationArguments a) {
        return a.tensor(0, "x");
    }

    private static int[] axes(OperationArguments a) {
        int rank = x(a).rank();
        return a.has(1, "axes")
                ? a.integers(1, "axes")
                : IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
    }

    private static int[] swapped(int rank, int axis1, int axis2) {
        int[] axes = IntStream.range(0, rank).toArray();
        int first = Math.floorMod(axis1, rank);
        int second = Math.floorMod(axis2, rank);
        axes[first] = second;
        axes[second] = first;
        return axes;
    }

    private static long[] shape(OperationArguments a) {
        JsonElement shape = a.json(1, "newshape");
        return LayerReader.shape(shape, a.where()).getShape();
    }

    /** Python's index, as {@code x.get} takes it. */
    private static String index(JsonElement key, OperationArguments a) {
        StringJoiner parts = new StringJoiner(", ");
        JsonArray keys = key.isJsonArray() ? key.getAsJsonArray() : new JsonArray();
        if (!key.isJsonArray()) {
            keys.add(key);
        }
        keys.forEach(k -> parts.add(part(k, a)));
        return parts.toString();
    }

    private static String part(JsonElement key, OperationArguments a) {
        if (key.isJsonNull()) {
            return "newaxis";
        }
        if (key.isJsonPrimitive()) {
            return key.getAsString();
        }
        JsonObject object = key.isJsonObject() ? key.getAsJsonObject() : new JsonObject();
        return switch (JsonText.string(object, "class_name")) {
            case "__ellipsis__" -> "...";
            case "__slice__" -> slice(a.where().object(object, "config"));
            default -> throw a.unsupported(1, "key");
        };
    }

    private static String slice(JsonObject slice) {
        String range = JsonText.string(slice, "start") + ":" + JsonText.string(slice, "stop");
        return JsonText.string(slice, "step").isEmpty() ? range : range + ":" + JsonText.string(slice, "step");
    }

    /** The shape and data type of a tensor, as files write them. */
    static JsonObject described(Tensor tensor) {
        JsonObject described = new JsonObject();
        described.add("shape", LayerWriter.shape(tensor.shape()));
        described.addProperty("dtype", DataTypes.name(tensor.dataType()));
        return described;
    }
}
