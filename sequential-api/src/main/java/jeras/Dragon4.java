package jeras;

import java.math.BigInteger;

/**
 * Decimal digits of a binary floating-point number: the fewest that tell it from its neighbours, or a wished number, rounded
 * correctly.
 *
 * <p>Steele and White's algorithm with exact integers, in the form of Ryan Juckett's <i>Printing Floating-Point Numbers</i>
 * that NumPy uses, so that arrays print digit for digit as NumPy's do.
 *
 * @param digits the digits, the first not 0 except for zero itself
 * @param exponent the power of ten of the first digit
 */
record Dragon4(String digits, int exponent) {
    static final int UNLIMITED = -1;
    private static final double LOG10_2 = Math.log10(2);

    /** What the limits on the number of digits count. */
    enum Count {
        ALL_DIGITS,
        AFTER_THE_POINT
    }

    /**
     * @param value a finite number of 0 or more, exact in {@code element}
     * @param element the floating-point type whose neighbours matter
     * @param most at most this many digits, or {@link #UNLIMITED}
     * @param least at least this many digits, or {@link #UNLIMITED}
     */
    static Dragon4 of(double value, Element element, Count count, int most, int least) {
        if (value == 0) {
            return new Dragon4("0", 0);
        }
        int exponent = Math.max(Math.getExponent(value), element.minExponent());
        int shift = exponent - element.mantissaBits();
        long mantissa = (long) Math.scalb(value, -shift);
        // The gap below a power of two is half of the gap above it.
        boolean uneven = mantissa == 1L << element.mantissaBits() && exponent > element.minExponent();
        return new Generator(mantissa, shift, uneven).generate(count, most, least);
    }

    /** The state of Juckett's loop: {@code value / scale} is what remains to be printed, the margins half the gaps around it. */
    private static final class Generator {
        private final boolean even;
        private final boolean uneven;
        private BigInteger value;
        private BigInteger scale;
        private BigInteger marginLow;
        private int digitExponent;

        Generator(long mantissa, int shift, boolean uneven) {
            this.even = (mantissa & 1) == 0;
            this.uneven = uneven;
            int unit = uneven ? 2 : 1;
            value = BigInteger.valueOf(mantissa).shiftLeft(Math.max(shift, 0) + unit);
            scale = BigInteger.ONE.shiftLeft(Math.max(-shift, 0) + unit);
            marginLow = BigInteger.ONE.shiftLeft(Math.max(shift, 0));
            int highestBit = 63 - Long.numberOfLeadingZeros(mantissa);
            digitExponent = (int) Math.ceil((highestBit + shift) * LOG10_2 - 0.69);
        }

        Dragon4 generate(Count count, int most, int least) {
            boolean fraction = count == Count.AFTER_THE_POINT;
            if (fraction && most >= 0 && digitExponent <= -most) {
                digitExponent = 1 - most;
            }
            scaleByPowerOfTen();
            int last = most < 0 ? Integer.MIN_VALUE : (fraction ? 0 : digitExponent) - most;
            int first = least < 0 ? digitExponent : Math.min(digitExponent, (fraction ? 0 : digitExponent) - least);
            int exponent = digitExponent - 1;

            StringBuilder digits = new StringBuilder();
            while (true) {
                digitExponent--;
                BigInteger[] division = value.divideAndRemainder(scale);
                int digit = division[0].intValue();
                value = division[1];
                BigInteger high = value.add(uneven ? marginLow.shiftLeft(1) : marginLow);
                boolean down = value.compareTo(marginLow) < (even ? 1 : 0);
                boolean up = high.compareTo(scale) > (even ? -1 : 0);
                if (((down || up) && digitExponent <= first) || digitExponent == last) {
                    boolean roundUp = down == up ? isNearerToNext(digit) : up;
                    return rounded(digits.append(digit), roundUp, exponent);
                }
                digits.append(digit);
                timesTen();
            }
        }

        private void scaleByPowerOfTen() {
            BigInteger power = BigInteger.TEN.pow(Math.abs(digitExponent));
            if (digitExponent > 0) {
                scale = scale.multiply(power);
            } else {
                value = value.multiply(power);
                marginLow = marginLow.multiply(power);
            }
            if (value.compareTo(scale) >= 0) {
                digitExponent++; // the estimate was one too low
            } else {
                timesTen();
            }
        }

        private void timesTen() {
            value = value.multiply(BigInteger.TEN);
            marginLow = marginLow.multiply(BigInteger.TEN);
        }

        /** Ties go to the even digit. */
        private boolean isNearerToNext(int digit) {
            int comparison = value.shiftLeft(1).compareTo(scale);
            return comparison == 0 ? (digit & 1) == 1 : comparison > 0;
        }

        private static Dragon4 rounded(StringBuilder digits, boolean up, int exponent) {
            int end = digits.length();
            if (!up) {
                return new Dragon4(digits.toString(), exponent);
            }
            while (end > 0 && digits.charAt(end - 1) == '9') {
                end--;
            }
            if (end == 0) {
                return new Dragon4("1", exponent + 1);
            }
            digits.setLength(end);
            digits.setCharAt(end - 1, (char) (digits.charAt(end - 1) + 1));
            return new Dragon4(digits.toString(), exponent);
        }
    }

    /** As {@code "12.5"} or {@code "12."}: always with a point, never with trailing zeros. */
    String positional() {
        String whole;
        String fraction;
        if (exponent < 0) {
            whole = "0";
            fraction = "0".repeat(-exponent - 1) + digits;
        } else {
            String padded = digits + "0".repeat(Math.max(0, exponent + 1 - digits.length()));
            whole = padded.substring(0, exponent + 1);
            fraction = padded.substring(exponent + 1);
        }
        return whole + "." + withoutTrailingZeros(fraction);
    }

    /** The digits before the exponent, as {@code "1.25"} or {@code "1."}, without trailing zeros. */
    String significand() {
        return digits.charAt(0) + "." + withoutTrailingZeros(digits.substring(1));
    }

    private static String withoutTrailingZeros(String fraction) {
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return fraction.substring(0, end);
    }
}
