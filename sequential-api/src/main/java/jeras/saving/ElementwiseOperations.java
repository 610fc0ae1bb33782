package jeras.saving;

import static jeras.saving.Operations.single;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.DataTypes;

/** Nodes of functional models: functions of each element. */
final class ElementwiseOperations {
    private ElementwiseOperations() {}

    private interface TensorAndNumber {
        Tensor apply(Tensor x1, double x2);
    }

    private interface NumberAndTensor {
        Tensor apply(double x1, Tensor x2);
    }

    static void register() {
        unary("Abs", Ops::abs);
        unary("Absolute", Ops::absolute);
        unary("Arccos", Ops::arccos);
        unary("Arccosh", Ops::arccosh);
        unary("Arcsin", Ops::arcsin);
        unary("Arcsinh", Ops::arcsinh);
        unary("Arctan", Ops::arctan);
        unary("Arctanh", Ops::arctanh);
        unary("BitwiseInvert", Ops::bitwiseInvert);
        unary("BitwiseNot", Ops::bitwiseNot);
        unary("Cbrt", Ops::cbrt);
        unary("Ceil", Ops::ceil);
        unary("Copy", Ops::copy);
        unary("Cos", Ops::cos);
        unary("Cosh", Ops::cosh);
        unary("Deg2rad", Ops::deg2rad);
        unary("Erf", Ops::erf);
        unary("Erfc", Ops::erfc);
        unary("Erfinv", Ops::erfinv);
        unary("Exp", Ops::exp);
        unary("Exp2", Ops::exp2);
        unary("Expm1", Ops::expm1);
        unary("Fabs", Ops::fabs);
        unary("Floor", Ops::floor);
        unary("I0", Ops::i0);
        unary("Isfinite", Ops::isFinite);
        unary("Isinf", Ops::isInf);
        unary("Isnan", Ops::isNan);
        unary("Isneginf", Ops::isNegInf);
        unary("Isposinf", Ops::isPosInf);
        unary("Log", Ops::log);
        unary("Log10", Ops::log10);
        unary("Log1p", Ops::log1p);
        unary("Log2", Ops::log2);
        unary("LogicalNot", Ops::logicalNot);
        unary("Negative", Ops::negative);
        unary("OnesLike", Ops::onesLike);
        unary("Rad2deg", Ops::rad2deg);
        unary("Reciprocal", Ops::reciprocal);
        unary("Rsqrt", Ops::rsqrt);
        unary("Sign", Ops::sign);
        unary("Signbit", Ops::signBit);
        unary("Sin", Ops::sin);
        unary("Sinc", Ops::sinc);
        unary("Sinh", Ops::sinh);
        unary("Sqrt", Ops::sqrt);
        unary("Square", Ops::square);
        unary("Tan", Ops::tan);
        unary("Tanh", Ops::tanh);
        unary("Trunc", Ops::trunc);
        unary("ZerosLike", Ops::zerosLike);
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
        binary("Arctan2", Ops::arctan2);
        binary("DivideNoNan", Ops::divideNoNan);
        binary("FloorDivide", Ops::floorDivide);
        binary("Fmax", Ops::fmax);
        binary("Fmin", Ops::fmin);
        binary("Fmod", Ops::fmod);
        binary("Gcd", Ops::gcd);
        binary("Heaviside", Ops::heaviside);
        binary("Hypot", Ops::hypot);
        binary("Lcm", Ops::lcm);
        binary("Ldexp", Ops::ldexp);
        binary("Logaddexp", Ops::logAddExp);
        binary("Logaddexp2", Ops::logAddExp2);
        binary("LogicalAnd", Ops::logicalAnd);
        binary("LogicalOr", Ops::logicalOr);
        binary("LogicalXor", Ops::logicalXor);
        binary("Mod", Ops::mod);
        binary("Nextafter", Ops::nextAfter);
        bits("BitwiseAnd", Ops::bitwiseAnd);
        bits("BitwiseLeftShift", Ops::bitwiseLeftShift);
        bits("BitwiseOr", Ops::bitwiseOr);
        bits("BitwiseRightShift", Ops::bitwiseRightShift);
        bits("BitwiseXor", Ops::bitwiseXor);
        bits("LeftShift", Ops::leftShift);
        bits("RightShift", Ops::rightShift);
        single("AllClose", a -> Ops.allClose(a.tensor(0, "x1"), second(a)));
        single(
                "Isclose",
                a -> Ops.isClose(
                        a.tensor(0, "x1"),
                        second(a),
                        a.number(2, "rtol", 1e-5),
                        a.number(3, "atol", 1e-8),
                        a.flag(4, "equal_nan")));
        single("Cast", a -> Ops.cast(x(a), DataTypes.of(a.text(1, "dtype", ""))));
        single("SaturateCast", a -> Ops.saturateCast(x(a), DataTypes.of(a.text(1, "dtype", ""))));
        single("Clip", a -> Ops.clip(x(a), a.number(1, "x_min"), a.number(2, "x_max")));
        single("ConvertToTensor", ElementwiseOperations::convertToTensor);
        single("FullLike", a -> Ops.fullLike(x(a), a.number(1, "fill_value")));
        single("NanToNum", ElementwiseOperations::nanToNum);
        single("Round", a -> Ops.round(x(a), a.integer(1, "decimals", 0)));
        single("StopGradient", a -> Ops.stopGradient(a.tensor(0, "variable")));
        single("Where", ElementwiseOperations::where);
    }

    /** What is a tensor already stays as it is, but for a data type that is asked for. */
    private static Tensor convertToTensor(OperationArguments a) {
        String type = a.text(1, "dtype", "");
        return type.isEmpty() ? x(a) : Ops.cast(x(a), DataTypes.of(type));
    }

    private static Tensor x(OperationArguments a) {
        return a.tensor(0, "x");
    }

    private static Tensor second(OperationArguments a) {
        return a.tensor(1, "x2", a.tensor(0, "x1"));
    }

    private static void unary(String className, UnaryOperator<Tensor> operation) {
        single(className, a -> operation.apply(x(a)));
    }

    private static void binary(String className, BinaryOperator<Tensor> operation) {
        two(className, "x1", "x2", operation);
    }

    private static void bits(String className, BinaryOperator<Tensor> operation) {
        two(className, "x", "y", operation);
    }

    private static void two(String className, String first, String second, BinaryOperator<Tensor> operation) {
        single(className, a -> {
            if (a.isTensor(0, first)) {
                Tensor x1 = a.tensor(0, first);
                return operation.apply(x1, a.tensor(1, second, x1));
            }
            Tensor x2 = a.tensor(1, second);
            return operation.apply(a.tensor(0, first, x2), x2);
        });
    }

    private static void binary(
            String className, BinaryOperator<Tensor> two, TensorAndNumber right, NumberAndTensor left) {
        single(className, a -> {
            boolean first = a.isTensor(0, "x1");
            boolean second = a.isTensor(1, "x2");
            if (first && second) {
                return two.apply(a.tensor(0, "x1"), a.tensor(1, "x2"));
            }
            return first
                    ? right.apply(meeting(a, 1, "x2", a.tensor(0, "x1")), a.number(1, "x2"))
                    : left.apply(a.number(0, "x1"), meeting(a, 0, "x1", a.tensor(1, "x2")));
        });
    }

    /** Integers that meet Python's float are floats, even where that is a whole number. */
    private static Tensor meeting(OperationArguments a, int place, String name, Tensor x) {
        boolean keeps = x.dataType().isFloating() || a.isWhole(place, name);
        return keeps ? x : Ops.cast(x, DataType.FLOAT32);
    }

    private static Tensor nanToNum(OperationArguments a) {
        if (!a.has(2, "posinf") && !a.has(3, "neginf") && a.number(1, "nan", 0) == 0) {
            return Ops.nanToNum(x(a));
        }
        return Ops.nanToNum(
                x(a),
                a.number(1, "nan", 0),
                a.number(2, "posinf", Float.MAX_VALUE),
                a.number(3, "neginf", -Float.MAX_VALUE));
    }

    private static Tensor where(OperationArguments a) {
        Tensor condition = a.tensor(0, "condition");
        if (a.isTensor(1, "x1")) {
            Tensor x1 = a.tensor(1, "x1");
            return Ops.where(condition, x1, a.tensor(2, "x2", x1));
        }
        if (a.isTensor(2, "x2")) {
            Tensor x2 = a.tensor(2, "x2");
            return Ops.where(condition, a.tensor(1, "x1", x2), x2);
        }
        Tensor x1 = Ops.full(new Shape(), a.number(1, "x1"), a.isWhole(1, "x1") ? DataType.INT32 : DataType.FLOAT32);
        return Ops.where(condition, x1, a.tensor(2, "x2", x1));
    }
}
