package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** {@code keras.ops}: the rarer functions of each element. */
abstract class MathOps extends ImageOps {
    MathOps() {}

    public static Tensor tan(Tensor x) {
        return inFloats("numpy.Tan", "torch.tan({0})", x);
    }

    public static Tensor arcsin(Tensor x) {
        return inFloats("numpy.Arcsin", "torch.arcsin({0})", x);
    }

    public static Tensor arccos(Tensor x) {
        return inFloats("numpy.Arccos", "torch.arccos({0})", x);
    }

    public static Tensor arctan(Tensor x) {
        return inFloats("numpy.Arctan", "torch.arctan({0})", x);
    }

    public static Tensor sinh(Tensor x) {
        return inFloats("numpy.Sinh", "torch.sinh({0})", x);
    }

    public static Tensor cosh(Tensor x) {
        return inFloats("numpy.Cosh", "torch.cosh({0})", x);
    }

    public static Tensor arcsinh(Tensor x) {
        return inFloats("numpy.Arcsinh", "torch.arcsinh({0})", x);
    }

    public static Tensor arccosh(Tensor x) {
        return inFloats("numpy.Arccosh", "torch.arccosh({0})", x);
    }

    public static Tensor arctanh(Tensor x) {
        return inFloats("numpy.Arctanh", "torch.arctanh({0})", x);
    }

    /** 2 to the power of each element. */
    public static Tensor exp2(Tensor x) {
        return inFloats("numpy.Exp2", "torch.exp2({0})", x);
    }

    public static Tensor log2(Tensor x) {
        return inFloats("numpy.Log2", "torch.log2({0})", x);
    }

    public static Tensor log10(Tensor x) {
        return inFloats("numpy.Log10", "torch.log10({0})", x);
    }

    /** The cube root, of negative numbers too. */
    public static Tensor cbrt(Tensor x) {
        return inFloats("numpy.Cbrt", "torch.mul(torch.sign({0}), torch.pow(torch.abs({0}), 0.3333333333333333))", x);
    }

    /** Degrees as radians. */
    public static Tensor deg2rad(Tensor x) {
        return inFloats("numpy.Deg2rad", "torch.deg2rad({0})", x);
    }

    /** Radians as degrees. */
    public static Tensor rad2deg(Tensor x) {
        return inFloats("numpy.Rad2deg", "torch.rad2deg({0})", x);
    }

    /** {@code sin(πx) / (πx)}, and 1 at 0. */
    public static Tensor sinc(Tensor x) {
        return inFloats("numpy.Sinc", "torch.sinc({0})", x);
    }

    /** The modified Bessel function of the first kind, order 0. */
    public static Tensor i0(Tensor x) {
        return inFloats("numpy.I0", "torch.special_i0({0})", x);
    }

    /** {@code 1 - erf(x)}, exact for large x. */
    public static Tensor erfc(Tensor x) {
        return inFloats("math.Erfc", "torch.erfc({0})", x);
    }

    /** The absolute value, as a float. */
    public static Tensor fabs(Tensor x) {
        return inFloats("numpy.Fabs", "torch.abs({0})", x);
    }

    /** The whole part. */
    public static Tensor trunc(Tensor x) {
        return simple("numpy.Trunc", "torch.trunc({0})", x);
    }

    public static Tensor copy(Tensor x) {
        return simple("numpy.Copy", "torch.clone({0})", x);
    }

    public static Tensor isInf(Tensor x) {
        return test("numpy.Isinf", "torch.isinf({0})", x);
    }

    public static Tensor isPosInf(Tensor x) {
        return test("numpy.Isposinf", "torch.isposinf({0})", x);
    }

    public static Tensor isNegInf(Tensor x) {
        return test("numpy.Isneginf", "torch.isneginf({0})", x);
    }

    /** Whether the sign is set; true for -0.0. */
    public static Tensor signBit(Tensor x) {
        return test("numpy.Signbit", "torch.signbit({0})", x);
    }

    /** Rounds half to even, to so many decimal places; negative ones round before the point. */
    public static Tensor round(Tensor x, int decimals) {
        return Operation.of("numpy.Round", x).with("decimals", decimals).one(() -> {
            if (decimals == 0) {
                return round(x);
            }
            String code = "torch.round({0}, decimals=" + decimals + ")";
            return cast(unary("round", code, floating(x)), x.dataType());
        });
    }

    /** {@code 0} below 0, {@code 1} above, {@code x2} at 0. */
    public static Tensor heaviside(Tensor x1, Tensor x2) {
        Operation.Builder operation = Operation.of("numpy.Heaviside", x1, x2);
        return operation.one(() -> alike("numpy.Heaviside", "torch.heaviside({0}, {1})", floating(x1), floating(x2)));
    }

    /** The remainder with the sign of the divisor. */
    public static Tensor mod(Tensor x1, Tensor x2) {
        return alike("numpy.Mod", "torch.remainder({0}, {1})", numbers(x1), numbers(x2));
    }

    /** The remainder with the sign of the divisor. */
    public static Tensor mod(Tensor x1, double x2) {
        return scalar("numpy.Mod", "torch.remainder({0}, %s)", x1, x2);
    }

    /** The remainder with the sign of the dividend. */
    public static Tensor fmod(Tensor x1, Tensor x2) {
        return alike("numpy.Fmod", "torch.fmod({0}, {1})", x1, x2);
    }

    /** The quotient rounded down. */
    public static Tensor floorDivide(Tensor x1, Tensor x2) {
        return alike("numpy.FloorDivide", "torch.floor_divide({0}, {1})", x1, x2);
    }

    /** The quotient rounded down. */
    public static Tensor floorDivide(Tensor x1, double x2) {
        return scalar("numpy.FloorDivide", "torch.floor_divide({0}, %s)", x1, x2);
    }

    public static Tensor trueDivide(Tensor x1, Tensor x2) {
        return divide(x1, x2);
    }

    /** The angle whose tangent is {@code x1 / x2}, in the quadrant of {@code (x2, x1)}. */
    public static Tensor arctan2(Tensor x1, Tensor x2) {
        return floats("numpy.Arctan2", "torch.atan2({0}, {1})", x1, x2);
    }

    /** {@code sqrt(x1² + x2²)}, without overflow. */
    public static Tensor hypot(Tensor x1, Tensor x2) {
        return floats("numpy.Hypot", "torch.hypot({0}, {1})", x1, x2);
    }

    /** {@code log(exp(x1) + exp(x2))}, without overflow. */
    public static Tensor logAddExp(Tensor x1, Tensor x2) {
        return floats("numpy.Logaddexp", "torch.logaddexp({0}, {1})", x1, x2);
    }

    /** {@code log2(2^x1 + 2^x2)}, without overflow. */
    public static Tensor logAddExp2(Tensor x1, Tensor x2) {
        return floats("numpy.Logaddexp2", "torch.logaddexp2({0}, {1})", x1, x2);
    }

    /** The regularized lower incomplete gamma function {@code P(x1, x2)}; no gradient flows to {@code x1}. */
    public static Tensor gammainc(Tensor x1, Tensor x2) {
        Tensor a = floating(x1);
        Tensor x = floating(x2);
        Shape shape = Shapes.broadcast("gammainc", a.shape(), x.shape());
        DataType type = Shapes.promote(a.dataType(), x.dataType());
        return Primitive.of("gammainc", "torch.special_gammainc({0}, {1})", shape, type, stopGradient(a), x);
    }

    /** The greater of two elements; of a number and NaN the number. */
    public static Tensor fmax(Tensor x1, Tensor x2) {
        return alike("numpy.Fmax", "torch.fmax({0}, {1})", x1, x2);
    }

    /** The lesser of two elements; of a number and NaN the number. */
    public static Tensor fmin(Tensor x1, Tensor x2) {
        return alike("numpy.Fmin", "torch.fmin({0}, {1})", x1, x2);
    }

    /** {@code x1 · 2^x2}. */
    public static Tensor ldexp(Tensor x1, Tensor x2) {
        return floats("numpy.Ldexp", "torch.ldexp({0}, {1})", x1, x2);
    }

    /** The next float after {@code x1} towards {@code x2}. */
    public static Tensor nextAfter(Tensor x1, Tensor x2) {
        Operation.Builder operation = Operation.of("numpy.Nextafter", x1, x2);
        return operation.one(() -> Primitive.constant(
                operation.name(),
                "torch.nextafter({0}, {1})",
                Shapes.broadcast(operation.name(), x1.shape(), x2.shape()),
                Shapes.promote(floating(x1).dataType(), floating(x2).dataType()),
                floating(x1),
                floating(x2)));
    }

    /** The greatest common divisor. */
    public static Tensor gcd(Tensor x1, Tensor x2) {
        return alike("numpy.Gcd", "torch.gcd({0}, {1})", x1, x2);
    }

    /** The least common multiple. */
    public static Tensor lcm(Tensor x1, Tensor x2) {
        return alike("numpy.Lcm", "torch.lcm({0}, {1})", x1, x2);
    }

    public static Tensor logicalXor(Tensor x1, Tensor x2) {
        return compare("numpy.LogicalXor", "torch.logical_xor({0}, {1})", x1, x2);
    }

    public static Tensor bitwiseAnd(Tensor x, Tensor y) {
        return alike("numpy.BitwiseAnd", "torch.bitwise_and({0}, {1})", x, y);
    }

    public static Tensor bitwiseOr(Tensor x, Tensor y) {
        return alike("numpy.BitwiseOr", "torch.bitwise_or({0}, {1})", x, y);
    }

    public static Tensor bitwiseXor(Tensor x, Tensor y) {
        return alike("numpy.BitwiseXor", "torch.bitwise_xor({0}, {1})", x, y);
    }

    /** Every bit turned over. */
    public static Tensor bitwiseNot(Tensor x) {
        return simple("numpy.BitwiseNot", "torch.bitwise_not({0})", x);
    }

    /** As {@link #bitwiseNot}. */
    public static Tensor bitwiseInvert(Tensor x) {
        return simple("numpy.BitwiseInvert", "torch.bitwise_not({0})", x);
    }

    public static Tensor bitwiseLeftShift(Tensor x, Tensor y) {
        return alike("numpy.BitwiseLeftShift", "torch.bitwise_left_shift({0}, {1})", x, y);
    }

    public static Tensor bitwiseRightShift(Tensor x, Tensor y) {
        return alike("numpy.BitwiseRightShift", "torch.bitwise_right_shift({0}, {1})", x, y);
    }

    public static Tensor leftShift(Tensor x, Tensor y) {
        return alike("numpy.LeftShift", "torch.bitwise_left_shift({0}, {1})", x, y);
    }

    public static Tensor rightShift(Tensor x, Tensor y) {
        return alike("numpy.RightShift", "torch.bitwise_right_shift({0}, {1})", x, y);
    }

    public static Tensor isClose(Tensor x1, Tensor x2) {
        return isClose(x1, x2, 1e-5, 1e-8, false);
    }

    /**
     * Whether {@code |x1 - x2| <= absolute + relative · |x2|}.
     *
     * @param equalNan whether NaN equals NaN
     */
    public static Tensor isClose(Tensor x1, Tensor x2, double relative, double absolute, boolean equalNan) {
        Operation.Builder operation =
                Operation.of("numpy.Isclose", x1, x2, relative, absolute).with("equal_nan", equalNan);
        return operation.one(() -> {
            DataType type = Shapes.promote(x1.dataType(), x2.dataType());
            String code = "torch.isclose({0}, {1}, " + Code.number(relative) + ", " + Code.number(absolute) + ", "
                    + Code.bool(equalNan) + ")";
            Shape shape = Shapes.broadcast("isclose", x1.shape(), x2.shape());
            return Primitive.constant("isclose", code, shape, DataType.BOOLEAN, cast(x1, type), cast(x2, type));
        });
    }

    /** Whether all elements are close, as by {@link #isClose(Tensor, Tensor)}: a scalar. */
    public static Tensor allClose(Tensor x1, Tensor x2) {
        return Operation.of("numpy.AllClose", x1, x2).one(() -> all(isClose(x1, x2)));
    }

    /** NaN as 0, infinities as the greatest and least number of the data type. */
    public static Tensor nanToNum(Tensor x) {
        return simple("numpy.NanToNum", "torch.nan_to_num({0})", x);
    }

    /** NaN and the infinities as these numbers. */
    public static Tensor nanToNum(Tensor x, double nan, double posInf, double negInf) {
        String code = "torch.nan_to_num({0}, " + Code.number(nan) + ", " + Code.number(posInf) + ", "
                + Code.number(negInf) + ")";
        return Operation.of("numpy.NanToNum", x)
                .with("nan", nan)
                .with("posinf", posInf)
                .with("neginf", negInf)
                .one(() -> unary("nan_to_num", code, x));
    }

    /** A cast that brings what the data type cannot hold to its limits. */
    public static Tensor saturateCast(Tensor x, DataType type) {
        return Operation.of("core.SaturateCast", x).with("dtype", type).one(() -> {
            double[] limits = Limits.of(type);
            boolean holdsAll =
                    type.isFloating() && type.getNumOfBytes() >= x.dataType().getNumOfBytes();
            return cast(holdsAll || x.dataType() == DataType.BOOLEAN ? x : clip(x, limits[0], limits[1]), type);
        });
    }

    /** As {@link #alike}, of floats. */
    private static Tensor floats(String keras, String code, Tensor x1, Tensor x2) {
        return Operation.of(keras, x1, x2).one(() -> alike(keras, code, floating(x1), floating(x2)));
    }

    private static Tensor numbers(Tensor x) {
        return x.dataType() == DataType.BOOLEAN ? cast(x, DataType.INT32) : x;
    }
}
