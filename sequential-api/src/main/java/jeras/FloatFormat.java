package jeras;

import java.util.Arrays;

/**
 * How the floats of one array are written so that they stand in columns: {@code FloatingFormat} of NumPy's
 * {@code arrayprint.py} with its default options (precision 8, no more digits than tell a number from its neighbours).
 */
final class FloatFormat {
    private static final int PRECISION = 8;

    private final Element element;
    private final boolean scientific;
    private int exponentDigits;
    private int fractionDigits;

    /** Characters before the point and after it. */
    private int padLeft;

    private int padRight;

    /** @param sample the numbers that decide the format: all that are going to be written */
    FloatFormat(double[] sample, Element element) {
        this.element = element;
        double[] finite = Arrays.stream(sample).filter(Double::isFinite).toArray();
        scientific = isScientific(finite);
        for (double value : finite) {
            measure(value);
        }
        padRight = scientific ? exponentDigits + 2 + fractionDigits : fractionDigits;
        if (finite.length < sample.length) {
            boolean negative = Arrays.stream(sample).anyMatch(value -> value == Double.NEGATIVE_INFINITY);
            padLeft = Math.max(padLeft, (negative ? 4 : 3) - (padRight + 1));
        }
    }

    /** A single value, as NumPy's {@code str(numpy.float32(x))}. */
    static String scalar(double value, Element element) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        double magnitude = Math.abs(value);
        double large = element == Element.FLOAT64 ? 1e16 : Math.pow(10, decimalDigits(element));
        Dragon4 decimal = shortest(value, element, Dragon4.Count.ALL_DIGITS, Dragon4.UNLIMITED);
        if (value == 0 || (magnitude >= 1e-4 && magnitude < large)) {
            String text = decimal.positional();
            return sign(value) + text + (text.endsWith(".") ? "0" : "");
        }
        String significand = decimal.significand();
        int end = significand.length() - (significand.endsWith(".") ? 1 : 0);
        return sign(value) + significand.substring(0, end) + exponent(decimal.exponent(), 2);
    }

    private boolean isScientific(double[] finite) {
        double[] magnitudes =
                Arrays.stream(finite).map(Math::abs).filter(value -> value != 0).toArray();
        if (magnitudes.length == 0) {
            return false;
        }
        double max = Arrays.stream(magnitudes).max().orElseThrow();
        double min = Arrays.stream(magnitudes).min().orElseThrow();
        // NumPy compares in the array's own type.
        return max >= Math.pow(10, Math.min(PRECISION, decimalDigits(element)))
                || min < element.round(0.0001)
                || element.round(max / min) > 1000;
    }

    /** Decimal digits that survive in any case: 15 for float64, 6 for float32, 3 for float16. */
    private static int decimalDigits(Element element) {
        return (int) (element.mantissaBits() * Math.log10(2));
    }

    private void measure(double value) {
        Dragon4 decimal = scientific
                ? shortest(value, element, Dragon4.Count.ALL_DIGITS, PRECISION + 1)
                : shortest(value, element, Dragon4.Count.AFTER_THE_POINT, PRECISION);
        String text = sign(value) + (scientific ? decimal.significand() : decimal.positional());
        int point = text.indexOf('.');
        padLeft = Math.max(padLeft, point);
        fractionDigits = Math.max(fractionDigits, text.length() - point - 1);
        exponentDigits =
                Math.max(exponentDigits, exponent(decimal.exponent(), 2).length() - 2);
    }

    String format(double value) {
        if (!Double.isFinite(value)) {
            String text = nonFinite(value);
            return " ".repeat(padLeft + padRight + 1 - text.length()) + text;
        }
        String text;
        String exponent = "";
        int width = padRight;
        if (scientific) {
            int digits = fractionDigits + 1;
            Dragon4 decimal = Dragon4.of(Math.abs(value), element, Dragon4.Count.ALL_DIGITS, digits, digits);
            String significand = sign(value) + decimal.significand();
            int missing = fractionDigits - (significand.length() - significand.indexOf('.') - 1);
            text = significand + "0".repeat(missing);
            exponent = exponent(decimal.exponent(), exponentDigits);
            width = fractionDigits;
        } else {
            text = sign(value)
                    + Dragon4.of(Math.abs(value), element, Dragon4.Count.AFTER_THE_POINT, PRECISION, 0)
                            .positional();
        }
        int point = text.indexOf('.');
        return " ".repeat(padLeft - point) + text + " ".repeat(width - (text.length() - point - 1)) + exponent;
    }

    private static Dragon4 shortest(double value, Element element, Dragon4.Count count, int most) {
        return Dragon4.of(Math.abs(value), element, count, most, Dragon4.UNLIMITED);
    }

    /** Also of negative zero. */
    private static String sign(double value) {
        return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    }

    private static String exponent(int exponent, int digits) {
        String magnitude = Integer.toString(Math.abs(exponent));
        return (exponent < 0 ? "e-" : "e+") + "0".repeat(Math.max(0, digits - magnitude.length())) + magnitude;
    }

    private static String nonFinite(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
}
