package jeras.utils;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Strings and numbers as Python's {@code repr} writes them. */
public final class PythonText {
    private PythonText() {}

    /** A number as Python prints a float: {@code 0.001}, {@code 1e-05}, {@code 3.0}, {@code nan}, {@code inf}. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value);
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e16) {
            String plain = shortest.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        String mantissa = shortest.movePointLeft(exponent).toPlainString();
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** The number with the fewest digits that is read as this one; {@link Double#toString} of Java 17 has sometimes more. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    /** Between single quotes, or double ones where that saves escapes; what does not print is escaped. */
    public static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> append(quoted, c, quote));
        return quoted.append(quote).toString();
    }

    private static void append(StringBuilder quoted, int c, char quote) {
        if (c == quote || c == '\\') {
            quoted.append('\\').append((char) c);
        } else if (c == '\n') {
            quoted.append("\\n");
        } else if (c == '\r') {
            quoted.append("\\r");
        } else if (c == '\t') {
            quoted.append("\\t");
        } else if (c == ' ' || prints(c)) {
            quoted.appendCodePoint(c);
        } else {
            quoted.append(
                    c < 0x100
                            ? String.format("\\x%02x", c)
                            : c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
        }
    }

    private static boolean prints(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
