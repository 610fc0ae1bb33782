package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** {@code keras.ops}: arithmetic, comparison and mathematical functions, element by element. */
abstract class ElementwiseOps extends CoreOps {
    ElementwiseOps() {}

    public static Tensor add(Tensor x1, Tensor x2) {
        return binary("add", "torch.add({0}, {1})", x1, x2);
    }

    public static Tensor add(Tensor x1, double x2) {
        return scalar("add", "torch.add({0}, %s)", x1, x2);
    }

    public static Tensor subtract(Tensor x1, Tensor x2) {
        return binary("subtract", "torch.sub({0}, {1})", x1, x2);
    }

    public static Tensor subtract(Tensor x1, double x2) {
        return scalar("subtract", "torch.sub({0}, %s)", x1, x2);
    }

    public static Tensor subtract(double x1, Tensor x2) {
        return scalar("subtract", "torch.rsub({0}, %s)", x2, x1);
    }

    public static Tensor multiply(Tensor x1, Tensor x2) {
        return binary("multiply", "torch.mul({0}, {1})", x1, x2);
    }

    public static Tensor multiply(Tensor x1, double x2) {
        return scalar("multiply", "torch.mul({0}, %s)", x1, x2);
    }

    /** True division: integers give float32. */
    public static Tensor divide(Tensor x1, Tensor x2) {
        return binary("divide", "torch.div({0}, {1})", floating(x1), floating(x2));
    }

    public static Tensor divide(Tensor x1, double x2) {
        return scalar("divide", "torch.div({0}, %s)", floating(x1), x2);
    }

    public static Tensor divide(double x1, Tensor x2) {
        return scalar("divide", "torch.mul(torch.reciprocal({0}), %s)", floating(x2), x1);
    }

    /** {@code x1 / x2}, and 0 where {@code x2} is 0. */
    public static Tensor divideNoNan(Tensor x1, Tensor x2) {
        Tensor zero = equal(x2, 0);
        Tensor safe = where(zero, onesLike(x2), x2);
        return where(zero, 0, divide(x1, safe));
    }

    public static Tensor power(Tensor x1, Tensor x2) {
        return binary("power", "torch.pow({0}, {1})", x1, x2);
    }

    public static Tensor power(Tensor x1, double x2) {
        return scalar("power", "torch.pow({0}, %s)", x1, x2);
    }

    public static Tensor power(double x1, Tensor x2) {
        return scalar("power", "torch.pow(%s, {0})", x2, x1);
    }

    public static Tensor maximum(Tensor x1, Tensor x2) {
        DataType type = Shapes.promote(x1.dataType(), x2.dataType());
        return binary("maximum", "torch.maximum({0}, {1})", cast(x1, type), cast(x2, type));
    }

    public static Tensor maximum(Tensor x1, double x2) {
        return scalar("maximum", "torch.clamp_min({0}, %s)", x1, x2);
    }

    public static Tensor minimum(Tensor x1, Tensor x2) {
        DataType type = Shapes.promote(x1.dataType(), x2.dataType());
        return binary("minimum", "torch.minimum({0}, {1})", cast(x1, type), cast(x2, type));
    }

    public static Tensor minimum(Tensor x1, double x2) {
        return scalar("minimum", "torch.clamp_max({0}, %s)", x1, x2);
    }

    /** The values brought into the range from {@code min} to {@code max}. */
    public static Tensor clip(Tensor x, double min, double max) {
        String code =
                "torch.clamp({0}, " + Code.number(min, x.dataType()) + ", " + Code.number(max, x.dataType()) + ")";
        return Primitive.of("clip", code, x.shape(), x.dataType(), x);
    }

    public static Tensor negative(Tensor x) {
        return unary("negative", "torch.neg({0})", x);
    }

    public static Tensor abs(Tensor x) {
        return unary("absolute", "torch.abs({0})", x);
    }

    public static Tensor absolute(Tensor x) {
        return abs(x);
    }

    public static Tensor sign(Tensor x) {
        return unary("sign", "torch.sign({0})", x);
    }

    public static Tensor square(Tensor x) {
        return unary("square", "torch.mul({0}, {0})", x);
    }

    public static Tensor sqrt(Tensor x) {
        return unary("sqrt", "torch.sqrt({0})", floating(x));
    }

    public static Tensor rsqrt(Tensor x) {
        return unary("rsqrt", "torch.rsqrt({0})", floating(x));
    }

    public static Tensor reciprocal(Tensor x) {
        return unary("reciprocal", "torch.reciprocal({0})", floating(x));
    }

    public static Tensor exp(Tensor x) {
        return unary("exp", "torch.exp({0})", floating(x));
    }

    public static Tensor expm1(Tensor x) {
        return unary("expm1", "torch.expm1({0})", floating(x));
    }

    public static Tensor log(Tensor x) {
        return unary("log", "torch.log({0})", floating(x));
    }

    public static Tensor log1p(Tensor x) {
        return unary("log1p", "torch.log1p({0})", floating(x));
    }

    public static Tensor sin(Tensor x) {
        return unary("sin", "torch.sin({0})", floating(x));
    }

    public static Tensor cos(Tensor x) {
        return unary("cos", "torch.cos({0})", floating(x));
    }

    public static Tensor tanh(Tensor x) {
        return unary("tanh", "torch.tanh({0})", floating(x));
    }

    public static Tensor erf(Tensor x) {
        return unary("erf", "torch.erf({0})", floating(x));
    }

    public static Tensor erfinv(Tensor x) {
        return unary("erfinv", "torch.erfinv({0})", floating(x));
    }

    public static Tensor floor(Tensor x) {
        return unary("floor", "torch.floor({0})", x);
    }

    public static Tensor ceil(Tensor x) {
        return unary("ceil", "torch.ceil({0})", x);
    }

    /** Rounds half to even. */
    public static Tensor round(Tensor x) {
        return unary("round", "torch.round({0})", x);
    }

    public static Tensor equal(Tensor x1, Tensor x2) {
        return compare("equal", "torch.eq({0}, {1})", x1, x2);
    }

    public static Tensor equal(Tensor x1, double x2) {
        return compare("equal", "torch.eq({0}, %s)", x1, x2);
    }

    public static Tensor notEqual(Tensor x1, Tensor x2) {
        return compare("not_equal", "torch.ne({0}, {1})", x1, x2);
    }

    public static Tensor notEqual(Tensor x1, double x2) {
        return compare("not_equal", "torch.ne({0}, %s)", x1, x2);
    }

    public static Tensor greater(Tensor x1, Tensor x2) {
        return compare("greater", "torch.gt({0}, {1})", x1, x2);
    }

    public static Tensor greater(Tensor x1, double x2) {
        return compare("greater", "torch.gt({0}, %s)", x1, x2);
    }

    public static Tensor greaterEqual(Tensor x1, Tensor x2) {
        return compare("greater_equal", "torch.ge({0}, {1})", x1, x2);
    }

    public static Tensor greaterEqual(Tensor x1, double x2) {
        return compare("greater_equal", "torch.ge({0}, %s)", x1, x2);
    }

    public static Tensor less(Tensor x1, Tensor x2) {
        return compare("less", "torch.lt({0}, {1})", x1, x2);
    }

    public static Tensor less(Tensor x1, double x2) {
        return compare("less", "torch.lt({0}, %s)", x1, x2);
    }

    public static Tensor lessEqual(Tensor x1, Tensor x2) {
        return compare("less_equal", "torch.le({0}, {1})", x1, x2);
    }

    public static Tensor lessEqual(Tensor x1, double x2) {
        return compare("less_equal", "torch.le({0}, %s)", x1, x2);
    }

    public static Tensor logicalAnd(Tensor x1, Tensor x2) {
        return compare("logical_and", "torch.logical_and({0}, {1})", x1, x2);
    }

    public static Tensor logicalOr(Tensor x1, Tensor x2) {
        return compare("logical_or", "torch.logical_or({0}, {1})", x1, x2);
    }

    public static Tensor logicalNot(Tensor x) {
        return Primitive.constant("logical_not", "torch.logical_not({0})", x.shape(), DataType.BOOLEAN, x);
    }

    public static Tensor isNan(Tensor x) {
        return Primitive.constant("isnan", "torch.isnan({0})", x.shape(), DataType.BOOLEAN, x);
    }

    public static Tensor isFinite(Tensor x) {
        return Primitive.constant("isfinite", "torch.isfinite({0})", x.shape(), DataType.BOOLEAN, x);
    }

    /** {@code x1} where the condition holds, elsewhere {@code x2}. */
    public static Tensor where(Tensor condition, Tensor x1, Tensor x2) {
        DataType type = Shapes.promote(x1.dataType(), x2.dataType());
        Shape shape = Shapes.broadcast("where", condition.shape(), Shapes.broadcast("where", x1.shape(), x2.shape()));
        return Primitive.of(
                "where", "torch.where({0}, {1}, {2})", shape, type, condition, cast(x1, type), cast(x2, type));
    }

    public static Tensor where(Tensor condition, Tensor x1, double x2) {
        Shape shape = Shapes.broadcast("where", condition.shape(), x1.shape());
        String code = "torch.where({0}, {1}, " + Code.number(x2, x1.dataType()) + ")";
        return Primitive.of("where", code, shape, x1.dataType(), condition, x1);
    }

    public static Tensor where(Tensor condition, double x1, Tensor x2) {
        Shape shape = Shapes.broadcast("where", condition.shape(), x2.shape());
        String code = "torch.where({0}, " + Code.number(x1, x2.dataType()) + ", {1})";
        return Primitive.of("where", code, shape, x2.dataType(), condition, x2);
    }

    static Tensor floating(Tensor x) {
        return x.dataType().isFloating() ? x : cast(x, DataType.FLOAT32);
    }

    static Tensor unary(String name, String code, Tensor x) {
        return Primitive.of(name, code, x.shape(), x.dataType(), x);
    }

    private static Tensor binary(String name, String code, Tensor x1, Tensor x2) {
        return Primitive.of(
                name,
                code,
                Shapes.broadcast(name, x1.shape(), x2.shape()),
                Shapes.promote(x1.dataType(), x2.dataType()),
                x1,
                x2);
    }

    /** A number with a fraction turns integers into float32; a whole one leaves them what they are. */
    private static Tensor scalar(String name, String code, Tensor x, double value) {
        Tensor t = value == Math.rint(value) && x.dataType() != DataType.BOOLEAN ? x : floating(x);
        return Primitive.of(name, String.format(code, Code.number(value, t.dataType())), t.shape(), t.dataType(), t);
    }

    private static Tensor compare(String name, String code, Tensor x1, Tensor x2) {
        return Primitive.constant(name, code, Shapes.broadcast(name, x1.shape(), x2.shape()), DataType.BOOLEAN, x1, x2);
    }

    private static Tensor compare(String name, String code, Tensor x1, double x2) {
        String text = String.format(code, Code.number(x2, x1.dataType()));
        return Primitive.constant(name, text, x1.shape(), DataType.BOOLEAN, x1);
    }
}
