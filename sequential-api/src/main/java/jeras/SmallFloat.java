package jeras;

/**
 * The 16-bit floating-point formats, which Java 17 has no type for: IEEE 754 half precision and bfloat16.
 *
 * @param mantissaBits stored bits of the fraction
 * @param exponentBits bits of the biased exponent
 */
record SmallFloat(int mantissaBits, int exponentBits) {
    static final SmallFloat FLOAT16 = new SmallFloat(10, 5);
    static final SmallFloat BFLOAT16 = new SmallFloat(7, 8);

    private static final int SIGN = 0x8000;

    /** The exponent of the smallest normal number. */
    int minExponent() {
        return 2 - (1 << (exponentBits - 1));
    }

    double decode(short bits) {
        int exponent = (bits & 0x7fff) >> mantissaBits;
        int fraction = bits & ((1 << mantissaBits) - 1);
        double magnitude;
        if (exponent == (1 << exponentBits) - 1) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((double) fraction, minExponent() - mantissaBits);
        } else {
            magnitude =
                    Math.scalb((double) (fraction + (1 << mantissaBits)), minExponent() + exponent - 1 - mantissaBits);
        }
        return (bits & SIGN) == 0 ? magnitude : -magnitude;
    }

    /** Rounds to nearest, ties to even, in one step; what is too large becomes infinite. */
    short encode(double value) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? SIGN : 0;
        int infinity = ((1 << exponentBits) - 1) << mantissaBits;
        if (Double.isNaN(value)) {
            return (short) (sign | infinity | (1 << (mantissaBits - 1)));
        }
        int exponent = Math.max(Math.getExponent(value), minExponent());
        if (exponent > 1 - minExponent()) {
            return (short) (sign | infinity);
        }
        // The leading one of a normal number, and a carry out of the fraction, add to the exponent field by themselves.
        int significand = (int) Math.rint(Math.scalb(Math.abs(value), mantissaBits - exponent));
        return (short) (sign | (((exponent - minExponent()) << mantissaBits) + significand));
    }
}
