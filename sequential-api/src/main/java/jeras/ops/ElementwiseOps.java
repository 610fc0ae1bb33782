package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** {@code keras.ops}: arithmetic, comparison and mathematical functions, element by element. */
abstract class ElementwiseOps extends CoreOps {
    ElementwiseOps() {}

    public static Tensor add(Tensor x1, Tensor x2) {
        return binary("numpy.Add", "torch.add({0}, {1})", x1, x2);
    }

    public static Tensor add(Tensor x1, double x2) {
        return scalar("numpy.Add", "torch.add({0}, %s)", x1, x2);
    }

    public static Tensor subtract(Tensor x1, Tensor x2) {
        return binary("numpy.Subtract", "torch.sub({0}, {1})", x1, x2);
    }

    public static Tensor subtract(Tensor x1, double x2) {
        return scalar("numpy.Subtract", "torch.sub({0}, %s)", x1, x2);
    }

    public static Tensor subtract(double x1, Tensor x2) {
        return scalarFirst("numpy.Subtract", "torch.rsub({0}, %s)", x1, x2);
    }

    public static Tensor multiply(Tensor x1, Tensor x2) {
        return binary("numpy.Multiply", "torch.mul({0}, {1})", x1, x2);
    }

    public static Tensor multiply(Tensor x1, double x2) {
        return scalar("numpy.Multiply", "torch.mul({0}, %s)", x1, x2);
    }

    /** True division: integers give float32. */
    public static Tensor divide(Tensor x1, Tensor x2) {
        return Operation.of("numpy.Divide", x1, x2)
                .one(() -> binary("numpy.Divide", "torch.div({0}, {1})", floating(x1), floating(x2)));
    }

    public static Tensor divide(Tensor x1, double x2) {
        return Operation.of("numpy.Divide", x1, Code.argument(x2, x1))
                .one(() -> scalar("numpy.Divide", "torch.div({0}, %s)", floating(x1), x2));
    }

    public static Tensor divide(double x1, Tensor x2) {
        return Operation.of("numpy.Divide", Code.argument(x1, x2), x2)
                .one(() -> scalar("numpy.Divide", "torch.mul(torch.reciprocal({0}), %s)", floating(x2), x1));
    }

    /** {@code x1 / x2}, and 0 where {@code x2} is 0. */
    public static Tensor divideNoNan(Tensor x1, Tensor x2) {
        return Operation.of("numpy.DivideNoNan", x1, x2).one(() -> {
            Tensor zero = equal(x2, 0);
            Tensor safe = where(zero, onesLike(x2), x2);
            return where(zero, 0, divide(x1, safe));
        });
    }

    public static Tensor power(Tensor x1, Tensor x2) {
        return binary("numpy.Power", "torch.pow({0}, {1})", x1, x2);
    }

    public static Tensor power(Tensor x1, double x2) {
        return scalar("numpy.Power", "torch.pow({0}, %s)", x1, x2);
    }

    public static Tensor power(double x1, Tensor x2) {
        return scalarFirst("numpy.Power", "torch.pow(%s, {0})", x1, x2);
    }

    public static Tensor maximum(Tensor x1, Tensor x2) {
        return alike("numpy.Maximum", "torch.maximum({0}, {1})", x1, x2);
    }

    public static Tensor maximum(Tensor x1, double x2) {
        return scalar("numpy.Maximum", "torch.clamp_min({0}, %s)", x1, x2);
    }

    public static Tensor minimum(Tensor x1, Tensor x2) {
        return alike("numpy.Minimum", "torch.minimum({0}, {1})", x1, x2);
    }

    public static Tensor minimum(Tensor x1, double x2) {
        return scalar("numpy.Minimum", "torch.clamp_max({0}, %s)", x1, x2);
    }

    /** The values brought into the range from {@code min} to {@code max}. */
    public static Tensor clip(Tensor x, double min, double max) {
        return Operation.of("numpy.Clip", x)
                .with("x_min", Code.argument(min, x))
                .with("x_max", Code.argument(max, x))
                .one(() -> {
                    DataType type = x.dataType() == DataType.BOOLEAN ? DataType.INT32 : x.dataType();
                    String code = "torch.clamp({0}, " + Code.number(min, type) + ", " + Code.number(max, type) + ")";
                    return Primitive.of("clip", code, x.shape(), type, cast(x, type));
                });
    }

    public static Tensor negative(Tensor x) {
        return simple("numpy.Negative", "torch.neg({0})", x);
    }

    public static Tensor abs(Tensor x) {
        return simple("numpy.Absolute", "torch.abs({0})", x);
    }

    public static Tensor absolute(Tensor x) {
        return abs(x);
    }

    public static Tensor sign(Tensor x) {
        return simple("numpy.Sign", "torch.sign({0})", x);
    }

    public static Tensor square(Tensor x) {
        return simple("numpy.Square", "torch.mul({0}, {0})", x);
    }

    public static Tensor sqrt(Tensor x) {
        return inFloats("numpy.Sqrt", "torch.sqrt({0})", x);
    }

    public static Tensor rsqrt(Tensor x) {
        return inFloats("math.Rsqrt", "torch.rsqrt({0})", x);
    }

    public static Tensor reciprocal(Tensor x) {
        return inFloats("numpy.Reciprocal", "torch.reciprocal({0})", x);
    }

    public static Tensor exp(Tensor x) {
        return inFloats("numpy.Exp", "torch.exp({0})", x);
    }

    public static Tensor expm1(Tensor x) {
        return inFloats("numpy.Expm1", "torch.expm1({0})", x);
    }

    public static Tensor log(Tensor x) {
        return inFloats("numpy.Log", "torch.log({0})", x);
    }

    public static Tensor log1p(Tensor x) {
        return inFloats("numpy.Log1p", "torch.log1p({0})", x);
    }

    public static Tensor sin(Tensor x) {
        return inFloats("numpy.Sin", "torch.sin({0})", x);
    }

    public static Tensor cos(Tensor x) {
        return inFloats("numpy.Cos", "torch.cos({0})", x);
    }

    public static Tensor tanh(Tensor x) {
        return inFloats("numpy.Tanh", "torch.tanh({0})", x);
    }

    public static Tensor erf(Tensor x) {
        return inFloats("math.Erf", "torch.erf({0})", x);
    }

    public static Tensor erfinv(Tensor x) {
        return inFloats("math.Erfinv", "torch.erfinv({0})", x);
    }

    public static Tensor floor(Tensor x) {
        return inFloats("numpy.Floor", "torch.floor({0})", x);
    }

    public static Tensor ceil(Tensor x) {
        return inFloats("numpy.Ceil", "torch.ceil({0})", x);
    }

    /** Rounds half to even. */
    public static Tensor round(Tensor x) {
        return simple("numpy.Round", "torch.round({0})", x);
    }

    public static Tensor equal(Tensor x1, Tensor x2) {
        return compare("numpy.Equal", "torch.eq({0}, {1})", x1, x2);
    }

    public static Tensor equal(Tensor x1, double x2) {
        return compare("numpy.Equal", "torch.eq({0}, %s)", x1, x2);
    }

    public static Tensor notEqual(Tensor x1, Tensor x2) {
        return compare("numpy.NotEqual", "torch.ne({0}, {1})", x1, x2);
    }

    public static Tensor notEqual(Tensor x1, double x2) {
        return compare("numpy.NotEqual", "torch.ne({0}, %s)", x1, x2);
    }

    public static Tensor greater(Tensor x1, Tensor x2) {
        return compare("numpy.Greater", "torch.gt({0}, {1})", x1, x2);
    }

    public static Tensor greater(Tensor x1, double x2) {
        return compare("numpy.Greater", "torch.gt({0}, %s)", x1, x2);
    }

    public static Tensor greaterEqual(Tensor x1, Tensor x2) {
        return compare("numpy.GreaterEqual", "torch.ge({0}, {1})", x1, x2);
    }

    public static Tensor greaterEqual(Tensor x1, double x2) {
        return compare("numpy.GreaterEqual", "torch.ge({0}, %s)", x1, x2);
    }

    public static Tensor less(Tensor x1, Tensor x2) {
        return compare("numpy.Less", "torch.lt({0}, {1})", x1, x2);
    }

    public static Tensor less(Tensor x1, double x2) {
        return compare("numpy.Less", "torch.lt({0}, %s)", x1, x2);
    }

    public static Tensor lessEqual(Tensor x1, Tensor x2) {
        return compare("numpy.LessEqual", "torch.le({0}, {1})", x1, x2);
    }

    public static Tensor lessEqual(Tensor x1, double x2) {
        return compare("numpy.LessEqual", "torch.le({0}, %s)", x1, x2);
    }

    public static Tensor logicalAnd(Tensor x1, Tensor x2) {
        return compare("numpy.LogicalAnd", "torch.logical_and({0}, {1})", x1, x2);
    }

    public static Tensor logicalOr(Tensor x1, Tensor x2) {
        return compare("numpy.LogicalOr", "torch.logical_or({0}, {1})", x1, x2);
    }

    public static Tensor logicalNot(Tensor x) {
        return test("numpy.LogicalNot", "torch.logical_not({0})", x);
    }

    public static Tensor isNan(Tensor x) {
        return test("numpy.Isnan", "torch.isnan({0})", x);
    }

    public static Tensor isFinite(Tensor x) {
        return test("numpy.Isfinite", "torch.isfinite({0})", x);
    }

    /** {@code x1} where the condition holds, elsewhere {@code x2}. */
    public static Tensor where(Tensor condition, Tensor x1, Tensor x2) {
        return Operation.of("numpy.Where", condition, x1, x2).one(() -> {
            DataType type = Shapes.promote(x1.dataType(), x2.dataType());
            Shape shape =
                    Shapes.broadcast("where", condition.shape(), Shapes.broadcast("where", x1.shape(), x2.shape()));
            return Primitive.of(
                    "where",
                    "torch.where({0}, {1}, {2})",
                    shape,
                    type,
                    truth(condition),
                    cast(x1, type),
                    cast(x2, type));
        });
    }

    public static Tensor where(Tensor condition, Tensor x1, double x2) {
        return Operation.of("numpy.Where", condition, x1, Code.argument(x2, x1)).one(() -> {
            Shape shape = Shapes.broadcast("where", condition.shape(), x1.shape());
            Tensor t = meeting(x1, x2);
            String code = "torch.where({0}, {1}, " + Code.number(x2, t.dataType()) + ")";
            return Primitive.of("where", code, shape, t.dataType(), truth(condition), t);
        });
    }

    public static Tensor where(Tensor condition, double x1, Tensor x2) {
        return Operation.of("numpy.Where", condition, Code.argument(x1, x2), x2).one(() -> {
            Shape shape = Shapes.broadcast("where", condition.shape(), x2.shape());
            Tensor t = meeting(x2, x1);
            String code = "torch.where({0}, " + Code.number(x1, t.dataType()) + ", {1})";
            return Primitive.of("where", code, shape, t.dataType(), truth(condition), t);
        });
    }

    /** Booleans as they are, of numbers whether they are not 0. */
    static Tensor truth(Tensor x) {
        return cast(x, DataType.BOOLEAN);
    }

    static Tensor floating(Tensor x) {
        return x.dataType().isFloating() ? x : cast(x, DataType.FLOAT32);
    }

    static Tensor unary(String name, String code, Tensor x) {
        return Primitive.of(name, code, x.shape(), x.dataType(), x);
    }

    /** A function of each element, of the element's own type. */
    static Tensor simple(String keras, String code, Tensor x) {
        Operation.Builder operation = Operation.of(keras, x);
        return operation.one(() -> unary(operation.name(), code, x));
    }

    /** A function of each element, of which integers take floats. */
    static Tensor inFloats(String keras, String code, Tensor x) {
        Operation.Builder operation = Operation.of(keras, x);
        return operation.one(() -> unary(operation.name(), code, floating(x)));
    }

    /** Whether each element is something. */
    static Tensor test(String keras, String code, Tensor x) {
        Operation.Builder operation = Operation.of(keras, x);
        return operation.one(() -> Primitive.constant(operation.name(), code, x.shape(), DataType.BOOLEAN, x));
    }

    /** A function of two tensors whose data types the kernel itself combines. */
    static Tensor binary(String keras, String code, Tensor x1, Tensor x2) {
        Operation.Builder operation = Operation.of(keras, x1, x2);
        return operation.one(() -> {
            DataType type = Shapes.promote(x1.dataType(), x2.dataType());
            Shape shape = Shapes.broadcast(operation.name(), x1.shape(), x2.shape());
            // Beside a tensor of 16 bits the kernel would give up a scalar's wider type.
            boolean narrow = isNarrow(x1, type) || isNarrow(x2, type);
            return Primitive.of(
                    operation.name(), code, shape, type, narrow ? cast(x1, type) : x1, narrow ? cast(x2, type) : x2);
        });
    }

    private static boolean isNarrow(Tensor x, DataType type) {
        return x.dataType() != type && (x.dataType() == DataType.BFLOAT16 || x.dataType() == DataType.FLOAT16);
    }

    /** A function of two tensors that its kernel needs in one data type. */
    static Tensor alike(String keras, String code, Tensor x1, Tensor x2) {
        Operation.Builder operation = Operation.of(keras, x1, x2);
        return operation.one(() -> {
            DataType type = Shapes.promote(x1.dataType(), x2.dataType());
            Shape shape = Shapes.broadcast(operation.name(), x1.shape(), x2.shape());
            return Primitive.of(operation.name(), code, shape, type, cast(x1, type), cast(x2, type));
        });
    }

    /** A function of a tensor and a number. */
    static Tensor scalar(String keras, String code, Tensor x, double value) {
        return scalar(Operation.of(keras, x, Code.argument(value, x)), code, x, value);
    }

    /** A function of a number and a tensor. */
    static Tensor scalarFirst(String keras, String code, double value, Tensor x) {
        return scalar(Operation.of(keras, Code.argument(value, x), x), code, x, value);
    }

    private static Tensor scalar(Operation.Builder operation, String code, Tensor x, double value) {
        return operation.one(() -> {
            Tensor t = meeting(x, value);
            String text = String.format(code, Code.number(value, t.dataType()));
            return Primitive.of(operation.name(), text, t.shape(), t.dataType(), t);
        });
    }

    /** A number with a fraction turns integers into float32; a whole one leaves them what they are. */
    static Tensor meeting(Tensor x, double value) {
        return value == Math.rint(value) && !Double.isInfinite(value) && x.dataType() != DataType.BOOLEAN
                ? x
                : floating(x);
    }

    static Tensor compare(String keras, String code, Tensor x1, Tensor x2) {
        Operation.Builder operation = Operation.of(keras, x1, x2);
        return operation.one(() -> Primitive.constant(
                operation.name(),
                code,
                Shapes.broadcast(operation.name(), x1.shape(), x2.shape()),
                DataType.BOOLEAN,
                x1,
                x2));
    }

    private static Tensor compare(String keras, String code, Tensor x1, double x2) {
        Operation.Builder operation = Operation.of(keras, x1, Code.argument(x2, x1));
        String text = String.format(code, Code.number(x2, x1.dataType()));
        return operation.one(() -> Primitive.constant(operation.name(), text, x1.shape(), DataType.BOOLEAN, x1));
    }
}
