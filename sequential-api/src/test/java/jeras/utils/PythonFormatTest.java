package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected texts are Python's. */
class PythonFormatTest {
    @Test
    void fixedRoundsTheBinaryValueHalfToEven() {
        assertThat(PythonFormat.fixed(0.03125, 4)).isEqualTo("0.0312");
        assertThat(PythonFormat.fixed(1.005, 2)).isEqualTo("1.00");
        assertThat(PythonFormat.fixed(2.5, 0)).isEqualTo("2");
        assertThat(PythonFormat.fixed(1e16, 1)).isEqualTo("10000000000000000.0");
        assertThat(PythonFormat.fixed(-0.00001, 4)).isEqualTo("-0.0000");
    }

    @Test
    void scientificHasTwoDigitsInTheExponentAtLeast() {
        assertThat(PythonFormat.scientific(0.001, 4)).isEqualTo("1.0000e-03");
        assertThat(PythonFormat.scientific(-12.5, 1)).isEqualTo("-1.2e+01");
        assertThat(PythonFormat.scientific(9.99999, 4)).isEqualTo("1.0000e+01");
        assertThat(PythonFormat.scientific(1e-300, 4)).isEqualTo("1.0000e-300");
        assertThat(PythonFormat.scientific(0, 4)).isEqualTo("0.0000e+00");
        assertThat(PythonFormat.scientific(-0.0, 4)).isEqualTo("-0.0000e+00");
    }

    @Test
    void whatIsNoNumberIsNamed() {
        assertThat(PythonFormat.fixed(Double.NaN, 4)).isEqualTo("nan");
        assertThat(PythonFormat.fixed(Double.POSITIVE_INFINITY, 4)).isEqualTo("inf");
        assertThat(PythonFormat.scientific(Double.NEGATIVE_INFINITY, 4)).isEqualTo("-inf");
    }
}
