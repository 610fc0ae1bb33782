package jeras.datasets;

import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Keras's {@code test_split}. */
final class TestShare {
    private TestShare() {}

    static double require(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    "Invalid testSplit.",
                    "0 to below 1, the share of the samples to test with",
                    Double.toString(share),
                    "leave it out for Keras's 0.2"));
        }
        return share;
    }

    /** How many samples are left to train on; rounded down, as in Keras. */
    static int trainCount(int count, double share) {
        return (int) (count * (1 - share));
    }
}
