package jeras.utils;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers written as Python's {@code format} writes them, so that a log line of Jeras equals one of Keras.
 *
 * <p>{@link String#format} cannot do it: it rounds the shortest decimal form half up, where C and Python round the
 * exact binary value half to even ({@code 0.03125} with four digits is {@code 0.0312}).
 */
public final class PythonFormat {
    private PythonFormat() {}

    /**
     * {@code "%.<digits>f"}: {@code fixed(0.5, 4)} is {@code "0.5000"}; {@code "nan"}, {@code "inf"}, {@code "-inf"} as
     * in Python.
     */
    public static String fixed(double value, int digits) {
        return Double.isFinite(value)
                ? sign(value)
                        + magnitude(value)
                                .setScale(digits, RoundingMode.HALF_EVEN)
                                .toPlainString()
                : notFinite(value);
    }

    /** {@code "%.<digits>e"}: {@code scientific(0.001, 4)} is {@code "1.0000e-03"}. */
    public static String scientific(double value, int digits) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        BigDecimal rounded = magnitude(value).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = value == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(digits, RoundingMode.UNNECESSARY)
                .toPlainString();
        String exponentDigits = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return sign(value) + mantissa + (exponent < 0 ? "e-" : "e+") + exponentDigits;
    }

    private static BigDecimal magnitude(double value) {
        return new BigDecimal(Math.abs(value));
    }

    /** Kept apart from the digits because Python prints the sign of a negative zero. */
    private static String sign(double value) {
        return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
}
