package jeras.tuner;

import java.math.BigDecimal;
import java.math.MathContext;
import jeras.utils.PythonText;

/** Values of hyperparameters for people. */
final class ValueText {
    private ValueText() {}

    /** Numbers with five digits at most. */
    static String of(Object value) {
        return value instanceof Double number && Double.isFinite(number)
                ? PythonText.number(
                        new BigDecimal(number).round(new MathContext(5)).doubleValue())
                : String.valueOf(value);
    }
}
